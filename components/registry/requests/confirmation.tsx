"use client";
import type { ListedRequest } from "@/components/registry/requests/queries";
import { useNow } from "@/components/ui/clock";
import { Time } from "@/components/ui/time";
import { unconfirmedWords } from "@/lib/core/registry/requests/confirmation";

type LeftProps = { due: string; overdue: boolean };

/** How long a rollback still waits for a second engineer, or for how long it should not have: then in red. */
export function TimeToConfirm({ due, overdue }: LeftProps) {
  const now = useNow();
  const end = Date.parse(due);
  return (
    <span className={overdue || end <= now ? "font-medium text-bad" : "text-warning"}>
      {unconfirmedWords({ due: end, overdue }, now)}
    </span>
  );
}

/** Where a rollback's confirmation stands, in a line. */
export function Confirmation({ of }: { of: NonNullable<ListedRequest["confirmation"]> }) {
  const { state, due, at, by, endedAt } = of;
  if (state === "waits" || state === "overdue")
    return <TimeToConfirm due={due} overdue={state === "overdue"} />;
  if (state === "superseded")
    return (
      <span>
        Nobody confirmed it before the model moved on
        {endedAt !== null && (
          <>
            , <Time value={endedAt} />
          </>
        )}
      </span>
    );
  return (
    <span>
      Confirmed{by !== null && ` by ${by}`}
      {at !== null && (
        <>
          , <Time value={at} />
        </>
      )}
    </span>
  );
}
