"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { IconButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { RenameDialog } from "@/components/ui/rename-dialog";
import { toast } from "@/components/ui/toast";
import { experimentsKey, type ListedExperiment } from "./queries";

/** Rename, delete and restore: what a data scientist may do with an experiment. */
export function ExperimentMenu({
  experiment,
}: {
  experiment: Pick<ListedExperiment, "id" | "name" | "runs" | "lifecycleStage">;
}) {
  const { act, reload } = useAct([experimentsKey]);
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  if (!useAbility("runs:write")) return null;
  const { id, name } = experiment;
  return (
    <>
      <Menu trigger={<IconButton label={`Actions for ${name}`} icon={<Ellipsis />} />} align="end">
        {experiment.lifecycleStage === "deleted" ? (
          <MenuItem
            onClick={() =>
              act(id, `${name} is back, with its runs.`, `${name} could not be restored.`, () =>
                api(`/api/experiments/${id}/restoration`, { method: "POST", body: {} }),
              )
            }
          >
            Restore
          </MenuItem>
        ) : (
          <>
            <MenuItem onClick={() => setOpen("rename")}>Rename</MenuItem>
            <MenuItem danger onClick={() => setOpen("delete")}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
      <RenameDialog
        open={open === "rename"}
        onOpenChange={(on) => setOpen(on ? "rename" : null)}
        noun="experiment"
        name={name}
        onRename={(next) =>
          act(id, `It is called ${next} now.`, "It could not be renamed.", () =>
            api(`/api/experiments/${id}`, { method: "PATCH", body: { newName: next } }),
          )
        }
      />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(on) => setOpen(on ? "delete" : null)}
        title={`Delete ${name}`}
        confirm="Delete the experiment"
        onConfirm={async () => {
          await api(`/api/experiments/${id}`, { method: "DELETE" });
          toast.done(`${name} is in the trash.`);
          await reload();
        }}
      >
        Its {experiment.runs} runs go to the trash with it. Both can be restored from there.
      </ConfirmDialog>
    </>
  );
}
