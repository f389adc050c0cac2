"use client";
import { useQuery } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { IconButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { copyText } from "@/components/ui/copy-text";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { RenameDialog } from "@/components/ui/rename-dialog";
import { toast } from "@/components/ui/toast";
import { visible } from "@/lib/core/text/visible";
import { compareUrl, kinQuery, parentOf } from "./kin";
import { type Run, runKey, runQuery } from "./queries";

/** What can be done with the run: compare it with its kin, copy its id, rename and delete it. */
export function RunActions({ run }: { run: Run }) {
  const { act, reload } = useAct([runKey]);
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const mayWrite = useAbility("runs:write") && run.lifecycleStage === "active";
  const parent = parentOf(run);
  const { data: parentRun } = useQuery({
    ...runQuery(parent ?? ""),
    enabled: parent !== undefined,
    retry: false,
  });
  const { data: siblings } = useQuery({
    ...kinQuery(run.experimentId, parent ?? ""),
    enabled: parent !== undefined,
  });
  const { data: children } = useQuery(kinQuery(run.experimentId, run.id));
  const others = siblings?.items.filter(({ id }) => id !== run.id).map(({ id }) => id) ?? [];
  const below = children?.items.map(({ id }) => id) ?? [];
  return (
    <>
      <Menu
        trigger={<IconButton label={`Actions for ${visible(run.name)}`} icon={<Ellipsis />} />}
        align="end"
      >
        {parentRun && <MenuLink href={compareUrl([run.id, parentRun.id])}>Compare with its parent</MenuLink>}
        {others.length > 0 && (
          <MenuLink href={compareUrl([run.id, ...others])}>Compare with its siblings</MenuLink>
        )}
        {below.length > 0 && (
          <MenuLink href={compareUrl([run.id, ...below])}>Compare with its children</MenuLink>
        )}
        <MenuItem
          onClick={async () => {
            if (await copyText(run.id)) toast.done("Run id copied.");
            else toast.failed("The browser does not let the page copy. The id is on the overview.");
          }}
        >
          Copy the run id
        </MenuItem>
        {mayWrite && (
          <>
            <MenuSeparator />
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
        noun="run"
        name={run.name}
        onRename={(value) =>
          act(run.id, `It is called ${value} now.`, "It could not be renamed.", () =>
            api("/api/runs/tags", { body: { runs: [run.id], key: "mlflow.runName", value } }),
          )
        }
      />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(on) => setOpen(on ? "delete" : null)}
        title={`Delete ${run.name}`}
        confirm="Delete the run"
        onConfirm={async () => {
          await api("/api/runs/deletion", { body: { runs: [run.id] } });
          toast.done(`${run.name} is in the trash.`);
          await reload();
        }}
      >
        It waits in the trash and can be restored from there. Its children stay.
      </ConfirmDialog>
    </>
  );
}
