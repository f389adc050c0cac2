"use client";
import { explain } from "@/components/frame/api-error";
import { Button } from "@/components/ui/button";

type Props = {
  /** As a sentence begins with it: "The policy". */
  what: string;
  /** Nothing is drawn where there is none. */
  error: unknown;
  onRetry: () => void;
};

/** Says over what stands there that it could not be read again. */
export function RefreshFailed({ what, error, onRetry }: Props) {
  if (error === null || error === undefined) return null;
  return (
    <p
      role="status"
      className="mx-4 my-1 flex flex-wrap items-center gap-3 border-l-2 border-warning py-1 pl-3 text-base"
    >
      {what} could not be read again, so this is how it was. {explain(error)}
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}
