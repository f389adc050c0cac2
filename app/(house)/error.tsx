"use client";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { Button } from "@/components/ui/button";

export default function RoomError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <>
      <PageHeader crumbs={[{ label: "This page could not be made" }]} />
      <PageBody>
        <p className="max-w-[72ch] text-muted">
          The reason stands in the server's log{error.digest === undefined ? "" : ` under ${error.digest}`}.
          Nothing was changed, and the other pages still work.
        </p>
        <div>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </div>
      </PageBody>
    </>
  );
}
