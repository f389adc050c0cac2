"use client";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { bypassRightsQuery } from "@/components/people/queries";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { MenuItem } from "@/components/ui/menu";
import type { UserRow } from "@/lib/core/people/schemas";

/** Whom it is about, and whether they hold the right now. */
export type Bypassing = Pick<UserRow, "id" | "name"> & { holds: boolean };

type Props = { user: UserRow; holds: boolean; onAsk: (asked: Bypassing) => void };

/** Gives a person the right to bypass policies, or takes it back: after a question either way. */
export function BypassItem({ user, holds, onAsk }: Props) {
  const ask = () => onAsk({ id: user.id, name: user.name, holds });
  if (holds) return <MenuItem onClick={ask}>Take back the right to bypass</MenuItem>;
  return (
    <MenuItem danger disabled={user.status === "disabled"} onClick={ask}>
      Let them bypass policies
    </MenuItem>
  );
}

export function BypassQuestion({ asked, onClose }: { asked: Bypassing | null; onClose: () => void }) {
  const { reload } = useAct([bypassRightsQuery().queryKey]);
  const name = asked?.name ?? "";
  const holds = asked?.holds === true;
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => !open && onClose()}
      title={holds ? `Take back the right to bypass from ${name}` : `Let ${name} bypass policies`}
      confirm={holds ? "Take back the right" : "Grant the right"}
      onConfirm={async () => {
        if (asked === null) return;
        if (holds) await api(`/api/bypass-rights/${encodeURIComponent(asked.id)}`, { method: "DELETE" });
        else await api("/api/bypass-rights", { body: { userId: asked.id } });
        await reload();
      }}
    >
      {holds
        ? "From now on they move no version of this project past its policy. What they moved stays where it stands."
        : "They may then move any version of this project past its policy, with a reason, without approval and without passing gates. Each time stands in the audit trail, and in red on the version for as long as it stands there."}
    </ConfirmDialog>
  );
}
