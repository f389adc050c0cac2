import type { RequestDetail } from "@/components/registry/requests/queries";

type Changed = Pick<NonNullable<RequestDetail["evidenceChanged"]>, "changes" | "more">;

/** What was one thing and is another, a line each. */
export function ChangedList({ changes, more }: Changed) {
  return (
    <>
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
    </>
  );
}
