"use client";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { type Run, runKey } from "./queries";

/** Says that the run is in the trash, and takes it back. */
export function DeletedNotice({ run }: { run: Run }) {
  const { busy, act } = useAct([runKey]);
  const mayWrite = useAbility("runs:write");
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 border-l-2 border-warning px-3 py-2 text-base"
    >
      <p>This run is in the trash. Nothing of it can be changed, and lists leave it out.</p>
      {mayWrite && (
        <Button
          size="sm"
          pending={busy === run.id}
          onClick={() =>
            act(run.id, `${run.name} is restored.`, `${run.name} could not be restored.`, () =>
              api("/api/runs/restoration", { body: { runs: [run.id] } }),
            )
          }
        >
          Restore the run
        </Button>
      )}
    </div>
  );
}
