"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { runsKey } from "@/components/tracking/runs/queries";
import { IconButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { RenameDialog } from "@/components/ui/rename-dialog";
import { toast } from "@/components/ui/toast";
import { visible } from "@/lib/core/text/visible";
import { experimentsKey, type ListedExperiment } from "./queries";

/** Rename, delete and restore: what a data scientist may do with an experiment. */
export function ExperimentMenu({
  experiment,
}: {
  experiment: Pick<ListedExperiment, "id" | "name" | "runs" | "lifecycleStage">;
}) {
  const { act, reload } = useAct([experimentsKey, runsKey]);
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  if (!useAbility("runs:write")) return null;
  const { id, name } = experiment;
  const rename = (to: string, back: string | null) =>
    act(
      id,
      `It is called ${to} now.`,
      "It could not be renamed.",
      () => api(`/api/experiments/${id}`, { method: "PATCH", body: { newName: to } }),
      back === null ? {} : { action: { label: "Undo", run: () => void rename(back, null) } },
    );
  const restore = () =>
    act(id, `${name} is back, with its runs.`, `${name} could not be restored.`, () =>
      api(`/api/experiments/${id}/restoration`, { method: "POST", body: {} }),
    );
  return (
    <>
      <Menu trigger={<IconButton label={`Actions for ${visible(name)}`} icon={<Ellipsis />} />} align="end">
        {experiment.lifecycleStage === "deleted" ? (
          <MenuItem onClick={restore}>Restore</MenuItem>
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
        key={name}
        open={open === "rename"}
        onOpenChange={(on) => setOpen(on ? "rename" : null)}
        noun="experiment"
        name={name}
        onRename={(next) => rename(next, name)}
      />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(on) => setOpen(on ? "delete" : null)}
        title={`Delete ${name}`}
        confirm="Delete the experiment"
        onConfirm={async () => {
          await api(`/api/experiments/${id}`, { method: "DELETE" });
          // No undo: a restore also brings back what was in the trash before.
          toast.done(`${name} is in the trash.`, { action: { label: "Restore", run: () => void restore() } });
          await reload();
        }}
      >
        Its {experiment.runs} runs go to the trash with it. Both can be restored from there.
      </ConfirmDialog>
    </>
  );
}
