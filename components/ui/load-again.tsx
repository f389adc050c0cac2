import { useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/ui/button";

type Props = { failures: number; onLoad: () => Promise<void> };

/**
 * Says that a part of the page's code did not come, and loads it again. Some browsers keep a failed file as failed, so after
 * the second time the whole page can be loaded anew.
 */
export function LoadAgain({ failures, onLoad }: Props) {
  const [pending, setPending] = useState(false);
  return createPortal(
    <div
      role="alert"
      className="fixed inset-x-0 bottom-4 z-50 mx-auto flex w-fit max-w-[calc(100%-2rem)] flex-wrap items-center gap-3 rounded-md border border-hairline bg-surface px-4 py-3 text-base shadow-lg"
    >
      <p>This part of the page could not be loaded. What you typed is still here.</p>
      <Button
        size="sm"
        pending={pending}
        onClick={async () => {
          setPending(true);
          await onLoad();
          setPending(false);
        }}
      >
        Load again
      </Button>
      {failures > 1 && (
        <Button size="sm" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      )}
    </div>,
    document.body,
  );
}
