import { Badge } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";
import { Time } from "@/components/ui/time";
import type { Described } from "./queries";

/** Who moved the version past its policy to where it stands, and why. */
export function BypassBadge({ bypass }: { bypass: NonNullable<Described["bypass"]> }) {
  return (
    <aside
      aria-label="Past the policy"
      className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-l-2 border-bad bg-sunken px-3 py-2 text-sm"
    >
      <Badge tone="bad" filled>
        Past the policy
      </Badge>
      <p className="max-w-[72ch] break-words">
        <Name>{bypass.by}</Name> moved this version from {bypass.from} to {bypass.to} past the policy,{" "}
        <Time value={bypass.at} />: {bypass.reason}
      </p>
      <p className="text-muted">Shown for as long as it stands there.</p>
    </aside>
  );
}
