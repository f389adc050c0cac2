"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, Minus } from "lucide-react";
import { useState } from "react";
import { verificationQuery } from "@/components/audit/queries";
import { permalink } from "@/components/audit/view";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { StatusDot } from "@/components/ui/status-dot";
import { Time } from "@/components/ui/time";
import { duration } from "@/components/ui/time-format";
import type { AuditVerdict } from "@/lib/core/audit/events";

const whole = new Intl.NumberFormat("en");
const records = (count: number) => (count === 1 ? "1 record" : `${whole.format(count)} records`);

/** Whether the trail is whole, in front of whoever reads it; the chain is verified anew, not remembered. */
export function Verification() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(verificationQuery);
  const [open, setOpen] = useState(false);
  if (error && !isFetching) return <ErrorState what="The verification" error={error} onRetry={refetch} />;
  const verify = () => {
    setOpen(true);
    void refetch();
  };
  return (
    <section aria-label="Verification" className="flex flex-col gap-1 border-b border-hairline pb-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span role="status" className="min-w-0 tabular-nums">
          {isFetching || data === undefined ? (
            <StatusDot tone="info" live>
              Verifying the whole chain
            </StatusDot>
          ) : (
            <Verdict verdict={data} />
          )}
        </span>
        <Button size="sm" pending={isFetching} onClick={verify}>
          Verify now
        </Button>
      </div>
      {data && (
        <details
          open={open}
          onToggle={(event) => setOpen(event.currentTarget.open)}
          aria-busy={isFetching}
          className="text-muted"
        >
          <summary className="w-fit cursor-pointer py-1 text-xs">
            {isFetching ? (
              "What is being verified"
            ) : (
              <>
                How it was verified: {duration(data.took)}, <Time value={dataUpdatedAt} />
              </>
            )}
          </summary>
          <Work verdict={data} done={!isFetching && data.ok} />
        </details>
      )}
    </section>
  );
}

function Verdict({ verdict: { ok, checked, firstBad, reason, upTo } }: { verdict: AuditVerdict }) {
  if (ok)
    return (
      <StatusDot tone="good">
        <strong className="font-medium">Verified:</strong> {records(checked)}, unbroken
        {upTo !== null && (
          <>
            , up to <Time value={upTo} exact />
          </>
        )}
      </StatusDot>
    );
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <StatusDot tone="bad" shape="square">
        <strong className="font-medium">The trail is broken.</strong>
      </StatusDot>
      <span className="min-w-0">
        {reason ?? "Somebody has changed it. Tell an engineer or an admin: they see which record it is."}
      </span>
      {firstBad !== null && (
        <Link href={permalink(firstBad)} className="link">
          Open record {firstBad}
        </Link>
      )}
    </span>
  );
}

/** The steps of it; ticked once they are done and nothing was found. */
function Work({ verdict: { checked, head }, done }: { verdict: AuditVerdict; done: boolean }) {
  const steps = [
    `SHA-256 computed again from number, time, project and content, and compared with the hash that each record carries${done ? `: ${records(checked)}` : ""}.`,
    "Each record holds the hash of the one before it, down to the first.",
    "Numbers run from 1 without a gap, and times do not run back. What a list leaves out is of other projects, or of sign-ins and people.",
    "The last record is the head of the chain: nothing was cut off its end.",
  ];
  return (
    <ol className="flex max-w-[88ch] flex-col gap-1 py-1 text-xs">
      {steps.map((step) => (
        <li key={step} className="flex gap-2">
          <span className="mt-0.5 shrink-0">
            {done ? (
              <Check className="size-3 text-good" aria-hidden />
            ) : (
              <Minus className="size-3" aria-hidden />
            )}
          </span>
          {step}
        </li>
      ))}
      {head && (
        <li className="pl-5">
          Head {head.seq}, <span className="font-mono break-all">{head.hash}</span>
        </li>
      )}
    </ol>
  );
}
