import { ChangedList } from "@/components/registry/requests/changed-list";
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
      <ChangedList changes={changes} more={more} />
      {without.length > 0 && (
        <p className="text-sm">
          {without.join(" and ")} approved it as it was before, which does not count now.
        </p>
      )}
    </div>
  );
}

/** What the run of the version in Production says since it entered: the gates ask what it was approved on. */
export function ProductionSince({ request: { comparedWith, productionSince } }: { request: RequestDetail }) {
  if (productionSince === null) return null;
  return (
    <div className="flex min-w-0 flex-col gap-2 border-l-2 border-warning bg-sunken px-3 py-2">
      <p className="max-w-[72ch] text-base">
        The run of version {comparedWith} says something else than when it entered Production. Gates compare
        with what it entered on; the table below shows what it says now.
      </p>
      <ChangedList {...productionSince} />
    </div>
  );
}
