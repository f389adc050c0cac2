"use client";
import type { useMoves } from "@/components/registry/board/use-moves";
import { MoveEffect } from "@/components/registry/versions/move-effect";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type Props = Pick<ReturnType<typeof useMoves>, "warned" | "closeWarned" | "moveWarned">;

/** Asks before a card's move makes somebody's request stale, whichever way the card was moved. */
export function MoveQuestion({ warned, closeWarned, moveWarned }: Props) {
  const { card, to, preview } = warned ?? {};
  return (
    <ConfirmDialog
      open={warned !== null}
      onOpenChange={(open) => !open && closeWarned()}
      title={`Move version ${card?.version} of ${card?.model} to ${to}?`}
      confirm={`Move to ${to}`}
      onConfirm={() => warned && moveWarned(warned)}
    >
      <MoveEffect answer={{ data: preview, error: null, refetch: closeWarned }} />
      <p className="mt-3">An undo does not bring a request back.</p>
    </ConfirmDialog>
  );
}
