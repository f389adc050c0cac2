"use client";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { bypassRightsQuery } from "@/components/people/queries";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { MenuItem } from "@/components/ui/menu";
import type { UserRow } from "@/lib/core/people/schemas";

export type Bypassing = Pick<UserRow, "id" | "name">;

type Props = {
  user: UserRow;
  /** The right that the person holds; undefined where there is none. */
  right: { userId: string } | undefined;
  onGrant: (user: Bypassing) => void;
};

/** Gives a person the right to bypass policies, after a question, or takes it back at once. */
export function BypassItem({ user, right, onGrant }: Props) {
  const { act } = useAct([bypassRightsQuery().queryKey]);
  if (right !== undefined)
    return (
      <MenuItem
        onClick={() =>
          act(
            user.id,
            `${user.name} may no longer bypass policies.`,
            `${user.name} may still bypass policies.`,
            () => api(`/api/bypass-rights/${encodeURIComponent(user.id)}`, { method: "DELETE" }),
          )
        }
      >
        Take back the right to bypass
      </MenuItem>
    );
  return (
    <MenuItem danger disabled={user.status === "disabled"} onClick={() => onGrant(user)}>
      Let them bypass policies
    </MenuItem>
  );
}

export function GrantBypass({ user, onClose }: { user: Bypassing | null; onClose: () => void }) {
  const { reload } = useAct([bypassRightsQuery().queryKey]);
  return (
    <ConfirmDialog
      open={user !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Let ${user?.name ?? ""} bypass policies`}
      confirm="Grant the right"
      onConfirm={async () => {
        if (user === null) return;
        await api("/api/bypass-rights", { body: { userId: user.id } });
        await reload();
      }}
    >
      They may then move any version of this project past its policy, with a reason, without approval and
      without passing gates. Each time stands in the audit trail, and in red on the version for as long as it
      stands there.
    </ConfirmDialog>
  );
}
