"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useGo } from "@/components/frame/go";
import { useShortcuts } from "@/components/frame/shortcuts";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { runsKey } from "@/components/tracking/runs/queries";
import { TagDialog } from "@/components/tracking/runs/tag-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { inParts } from "./in-parts";

export const mostCompared = 50;
type Props = { selected: readonly string[]; lifecycle: "active" | "deleted"; onClear: () => void };

/** What can be done with the chosen runs. */
export function SelectionBar({ selected, lifecycle, onClear }: Props) {
  const go = useGo();
  const { busy, act, reload } = useAct([runsKey]);
  const mayWrite = useAbility("runs:write");
  const [open, setOpen] = useState<"tag" | "delete" | null>(null);
  const [progress, setProgress] = useState<string | null>(null);
  const count = selected.length;
  const words = count === 1 ? "1 run" : `${count} runs`;

  const send = (path: string, more: object = {}) =>
    inParts(selected, (runs) => api(path, { body: { runs, ...more } }), setProgress);
  async function restore() {
    const done = await act("restore", `${words} restored.`, "They could not be restored.", () =>
      send("/api/runs/restoration"),
    );
    if (done) onClear();
  }
  function compare() {
    if (count < 2) toast.failed("Choose at least two runs to compare.");
    else if (count > mostCompared)
      toast.failed(`At most ${mostCompared} runs are compared at once; ${count} are chosen.`);
    else go(`/compare?runs=${selected.join(",")}`);
  }
  useShortcuts([
    { label: "Compare the chosen runs", keys: "c", group: "Runs", run: compare },
    { label: "Clear the choice", keys: "x", group: "Runs", run: onClear },
  ]);

  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label="Chosen runs"
      className="flex flex-wrap items-center gap-2 border-t border-hairline bg-chosen px-3 py-2 text-sm md:px-4"
    >
      <span role="status" className="mr-2 tabular-nums">
        {progress ?? `${words} chosen`}
      </span>
      {lifecycle === "active" && (
        <Button variant="primary" disabled={count < 2 || count > mostCompared} onClick={compare}>
          Compare {words}
        </Button>
      )}
      {mayWrite && lifecycle === "active" && (
        <>
          <Button onClick={() => setOpen("tag")}>Tag</Button>
          <Button onClick={() => setOpen("delete")}>Delete</Button>
        </>
      )}
      {mayWrite && lifecycle === "deleted" && (
        <Button variant="primary" pending={busy === "restore"} onClick={() => void restore()}>
          Restore {words}
        </Button>
      )}
      <Button onClick={onClear}>Clear the choice</Button>
      <TagDialog
        open={open === "tag"}
        onOpenChange={(on) => setOpen(on ? "tag" : null)}
        words={words}
        progress={progress}
        onTag={(key, value) =>
          act("tag", `${words} tagged ${key}.`, "They could not be tagged.", () =>
            send("/api/runs/tags", { key, value }),
          )
        }
      />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(on) => setOpen(on ? "delete" : null)}
        title={`Delete ${words}`}
        confirm={`Delete ${words}`}
        onConfirm={async () => {
          try {
            await send("/api/runs/deletion");
            toast.done(`${words} in the trash.`);
            onClear();
          } finally {
            await reload();
          }
        }}
      >
        They wait in the trash and can be restored from there. Children of a deleted run stay.
        <p role="status" className="tabular-nums">
          {progress}
        </p>
      </ConfirmDialog>
    </div>
  );
}
