"use client";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { RefreshFailed } from "@/components/ui/refresh-failed";
import { Loading } from "@/components/ui/skeleton";

type Props<Data> = {
  /** As a sentence begins with it: "The policy". */
  what: string;
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  children: (data: Data) => ReactNode;
};

/**
 * What a query has brought. What stands there stays, with what somebody has typed into it: a refresh that failed is said in a
 * line above it. Without an answer: why there is none, or that it comes.
 */
export function Loaded<Data>({ what, query: { data, error, refetch }, children }: Props<Data>) {
  if (data === undefined)
    return error ? (
      <ErrorState what={what} error={error} onRetry={() => void refetch()} />
    ) : (
      <Loading what={what.charAt(0).toLowerCase() + what.slice(1)} />
    );
  return (
    <>
      <RefreshFailed what={what} error={error} onRetry={() => void refetch()} />
      {children(data)}
    </>
  );
}
