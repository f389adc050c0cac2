"use client";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import type { LinkAnswer } from "@/lib/core/people/schemas";

export type Handed = { email: string; link: LinkAnswer };

/** A one-time link, shown this once for the admin to pass on. */
export function LinkDialog({ handed, onClose }: { handed: Handed | null; onClose: () => void }) {
  const invited = handed?.link.purpose === "invitation";
  return (
    <Dialog
      open={handed !== null}
      onOpenChange={(open) => !open && onClose()}
      title={invited ? "Pass on this invitation" : "Pass on this password link"}
      description={
        handed === null ? "" : `Send it to ${handed.email} yourself. It is shown this once and works once.`
      }
      footer={<DialogClose>Done</DialogClose>}
    >
      {handed !== null && (
        <div className="flex flex-col gap-3">
          <CodeBlock code={window.location.origin + handed.link.path} title="Link" wrap />
          <p className="text-sm text-muted">
            Works until <Time value={handed.link.expiresAt} exact />. A newer link for the same person ends
            it.
          </p>
        </div>
      )}
    </Dialog>
  );
}
