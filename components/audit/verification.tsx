"use client";
import { useQuery } from "@tanstack/react-query";
import { verificationQuery } from "@/components/audit/queries";
import { permalink } from "@/components/audit/view";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { StatusDot } from "@/components/ui/status-dot";
import { Time } from "@/components/ui/time";
import { duration } from "@/components/ui/time-format";
import type { AuditVerdict } from "@/lib/core/audit";

const whole = new Intl.NumberFormat("en");
const records = (count: number) => (count === 1 ? "1 record" : `${whole.format(count)} records`);

/** Whether the trail is whole, in front of whoever reads it; the chain is verified anew, not remembered. */
export function Verification() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(verificationQuery);
  if (error && !isFetching) return <ErrorState what="The verification" error={error} onRetry={refetch} />;
  return (
    <section aria-label="Verification" className="flex flex-col gap-1 border-y border-hairline py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span role="status" className="min-w-0 tabular-nums">
          {isFetching || data === undefined ? (
            <StatusDot tone="info" live>
              Verifying the whole chain{data && `, ${records(data.checked)} and what came since`}
            </StatusDot>
          ) : (
            <Verdict verdict={data} />
          )}
        </span>
        <Button size="sm" pending={isFetching} onClick={() => refetch()}>
          Verify now
        </Button>
      </div>
      {data && !isFetching && (
        <details className="text-muted">
          <summary className="w-fit cursor-pointer py-1 text-xs">
            How it was verified: {duration(data.took)}, <Time value={dataUpdatedAt} />
          </summary>
          <Work verdict={data} />
        </details>
      )}
    </section>
  );
}

function Verdict({ verdict: { ok, checked, firstBad, reason, upTo } }: { verdict: AuditVerdict }) {
  if (ok)
    return (
      <span className="flex flex-wrap items-center gap-x-1">
        <StatusDot tone="good">
          <strong className="font-medium">Verified:</strong> {records(checked)}, unbroken
        </StatusDot>
        {upTo !== null && (
          <span>
            , up to <Time value={upTo} exact />
          </span>
        )}
      </span>
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

function Work({ verdict: { checked, head } }: { verdict: AuditVerdict }) {
  return (
    <ol className="flex max-w-[72ch] list-decimal flex-col gap-1 py-1 pl-5 text-xs">
      <li>
        SHA-256 of {records(checked)} computed again, from number, time and content, and compared with the
        hash that each carries.
      </li>
      <li>Each record holds the hash of the one before it, down to the first.</li>
      <li>Numbers run from 1 without a gap, and times do not run back.</li>
      <li>
        The last record is the head of the chain: nothing was cut off its end.
        {head && (
          <>
            {" "}
            Head {head.seq}, <span className="font-mono break-all">{head.hash}</span>
          </>
        )}
      </li>
    </ol>
  );
}
