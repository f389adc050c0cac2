"use client";
import { Button } from "@/components/ui/button";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-3 px-4 md:px-[12vw]">
      <h1 className="text-title">This page could not be made</h1>
      <p className="max-w-[72ch] text-muted">
        The reason stands in the server's log{error.digest === undefined ? "" : ` under ${error.digest}`}.
        Nothing was changed. Try again; if it stays, tell whoever runs this Slipway.
      </p>
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </main>
  );
}
