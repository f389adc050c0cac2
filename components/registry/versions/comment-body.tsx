"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility, useViewer } from "@/components/frame/viewer-context";
import { registryKeys } from "@/components/registry/requests/queries";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Prose } from "@/components/ui/markdown";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { CommentPage } from "./queries";

type Comment = CommentPage["items"][number];

/** What was said, with the way to take one's own word back; withdrawn, only that it was. */
export function CommentBody({ comment }: { comment: Comment }) {
  const mine = useViewer().id === comment.byId;
  const mayWrite = useAbility("registry:write");
  if (comment.withdrawnAt !== null)
    return (
      <p className="text-sm text-muted italic">
        Withdrawn by its author, <Time value={comment.withdrawnAt} />.
      </p>
    );
  return (
    <>
      <Prose className="wrap-anywhere">{comment.body}</Prose>
      {mine && mayWrite && <Withdraw id={comment.id} />}
    </>
  );
}

function Withdraw({ id }: { id: string }) {
  const { reload } = useAct(registryKeys);
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button size="xs" variant="quiet" className="-ml-1.5 text-muted" onClick={() => setAsking(true)}>
        Withdraw
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Withdraw your comment"
        confirm="Withdraw the comment"
        onConfirm={async () => {
          await api(`/api/comments/${encodeURIComponent(id)}/withdrawal`, { body: {} });
          toast.done("Your comment is withdrawn.");
          await reload();
        }}
      >
        Its words leave every page, and in their place stands that you withdrew it. The audit trail keeps
        them. This cannot be taken back.
      </ConfirmDialog>
    </div>
  );
}
