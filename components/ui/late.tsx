import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from "react";
import { LoadAgain } from "@/components/ui/load-again";

export type Late<Parts> = { begin: () => Promise<void>; get: () => Parts | undefined };

/**
 * Code that a page does not need to appear (what opens: menus, dialogs), fetched when it is first wanted. `begin`
 * starts that; a failed try is forgotten, so the next one asks again. `get` gives the parts once they are there, at
 * once, so that the children of an open menu never wait on their own.
 */
export function makeLate<Parts>(load: () => Promise<Parts>): Late<Parts> {
  let loaded: Parts | undefined;
  let loading: Promise<void> | undefined;
  return {
    get: () => loaded,
    begin: () => {
      loading ??= load().then(
        (parts) => {
          loaded = parts;
        },
        () => {
          loading = undefined;
        },
      );
      return loading;
    },
  };
}

/**
 * The parts once `wanted` has been true and they have arrived; they stay, so that closing can be drawn too. `failure` is drawn
 * in their place where they did not come: it says so, and loads them again.
 */
export function useLate<Parts>(
  { begin, get }: Late<Parts>,
  wanted: boolean,
): { parts: Parts | undefined; failure: ReactNode } {
  const [once, setOnce] = useState(false);
  const [failures, setFailures] = useState(0);
  const [, redraw] = useState(false);
  const load = useCallback(async () => {
    await begin();
    if (get() === undefined) setFailures((before) => before + 1);
    else redraw((before) => !before);
  }, [begin, get]);
  useEffect(() => {
    if (!wanted) return;
    setOnce(true);
    if (get() === undefined) void load();
  }, [wanted, load, get]);
  const parts = wanted || once ? get() : undefined;
  const failed = wanted && parts === undefined && failures > 0;
  return { parts, failure: failed ? <LoadAgain failures={failures} onLoad={load} /> : null };
}

/** Draws a component once its code has come, in the browser alone; nothing stands there until then. */
export function LateComponent({ late }: { late: Late<ComponentType> }) {
  const { parts: Part, failure } = useLate(late, true);
  return Part === undefined ? failure : <Part />;
}
