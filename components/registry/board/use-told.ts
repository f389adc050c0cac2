"use client";
import { useEffect, useRef, useState } from "react";
import type { Lane } from "@/lib/core/registry/board/board";
import { cardsOf, movedBetween } from "@/lib/core/registry/board/moves";

const most = 3;

/** What the page tells those who listen to it: one's own moves by `say`, and what others moved once the board shows it. */
export function useTold(lanes: readonly (Lane | null)[] | undefined) {
  const [told, setTold] = useState("");
  const before = useRef(lanes);

  useEffect(() => {
    const [was, is] = [before.current, lanes].map((some) =>
      cardsOf({ lanes: (some ?? []).flatMap((lane) => lane ?? []) }),
    );
    before.current = lanes;
    const moved = movedBetween(was ?? [], is ?? []);
    if (moved.length === 0) return;
    if (moved.length > most) setTold(`${moved.length} versions moved.`);
    else
      setTold(
        moved.map(({ model, version, stage }) => `Version ${version} of ${model} is in ${stage}.`).join(" "),
      );
  }, [lanes]);

  return { told, say: setTold };
}
