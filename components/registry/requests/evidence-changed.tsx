import type { RequestDetail } from "@/components/registry/requests/queries";
import { lookAgain } from "@/components/registry/requests/words";
import { Time } from "@/components/ui/time";

/** What was not as the page had shown it when somebody last approved: said until it is judged again. */
export function EvidenceChanged({ request }: { request: RequestDetail }) {
  const changed = lookAgain(request);
  if (changed === null) return null;
  const { at, changes, more, without } = changed;
  return (
    <div role="status" className="flex min-w-0 flex-col gap-2 border-l-2 border-warning bg-sunken px-3 py-2">
      <p className="max-w-[72ch] text-base">
        What it is judged by was not as the page had shown it, <Time value={at} />, so nothing was approved.
        Look at it again, then decide.
      </p>
      <dl className="flex min-w-0 flex-col gap-1 text-sm">
        {changes.map(({ what, from, to }) => (
          <div key={what} className="flex min-w-0 flex-wrap gap-x-3">
            <dt className="font-medium wrap-anywhere">{what}</dt>
            <dd className="min-w-0 wrap-anywhere tabular-nums">
              <span className="text-muted">{from ?? "not there"}</span>
              <span aria-hidden> → </span>
              <span className="sr-only"> is now </span>
              {to ?? "not there"}
            </dd>
          </div>
        ))}
      </dl>
      {more > 0 && <p className="text-sm text-muted">{more} more changed.</p>}
      {without.length > 0 && (
        <p className="text-sm">
          {without.join(" and ")} approved it as it was before, which does not count now.
        </p>
      )}
    </div>
  );
}
