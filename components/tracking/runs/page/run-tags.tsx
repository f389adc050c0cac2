"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { TagDialog } from "@/components/tracking/runs/tag-dialog";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { Nothing } from "./key-tables";
import { type Run, runKey } from "./queries";

/** The run's own tags; those that MLflow's clients keep are told on the page in words. */
export function RunTags({ run }: { run: Run }) {
  const { act } = useAct([runKey]);
  const mayWrite = useAbility("runs:write") && run.lifecycleStage === "active";
  const [open, setOpen] = useState(false);
  const tags = run.tags.filter(({ key }) => !key.startsWith("mlflow."));
  const send = (key: string, value: string | null) =>
    api("/api/runs/tags", { body: { runs: [run.id], key, value } });
  return (
    <div className="flex flex-col items-start gap-2">
      {tags.length === 0 ? (
        <Nothing>This run has no tags of its own.</Nothing>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {tags.map(({ key, value }) => (
            <li key={key} className="min-w-0">
              <Tag
                name={key}
                value={value}
                {...(mayWrite && {
                  onRemove: () =>
                    act(key, `Tag ${key} removed.`, `Tag ${key} could not be removed.`, () =>
                      send(key, null),
                    ),
                })}
              />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button size="sm" onClick={() => setOpen(true)}>
          Set a tag
        </Button>
      )}
      <TagDialog
        open={open}
        onOpenChange={setOpen}
        words="the run"
        onTag={(key, value) =>
          act(key, `Tag ${key} set.`, `Tag ${key} could not be set.`, () => send(key, value))
        }
      />
    </div>
  );
}
