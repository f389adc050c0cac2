"use client";
import { ApiError, explain } from "@/components/frame/api-error";
import { Button } from "@/components/ui/button";

/** Says what failed ("The chart val_loss") and why, offers to try again, and leaves the rest of the page alone. */
export function ErrorState({
  what,
  error,
  onRetry,
}: {
  what: string;
  error?: unknown;
  onRetry?: () => void;
}) {
  const request = error instanceof ApiError ? error.requestId : undefined;
  return (
    <div role="alert" className="flex max-w-180 flex-col items-start gap-2 border-l-2 border-bad px-3 py-2">
      <p className="text-base">
        <strong className="font-semibold">{what} could not be loaded.</strong>{" "}
        {error !== undefined && <span className="text-muted">{explain(error)}</span>}
      </p>
      {request !== undefined && <p className="font-mono text-xs text-muted">Request {request}</p>}
      {onRetry !== undefined && (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
