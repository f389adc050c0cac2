import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { type WayIn, wayInWords } from "@/lib/core/registry/models/way-in";

type Told = Pick<WayIn, "how" | "by"> & { at: string };

/** That nobody approved a version when it came into Production, where a rollback leads or led to it. */
export function WayInMark({ version, wayIn }: { version: number; wayIn: Told | null }) {
  if (wayIn === null) return null;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
      <Badge tone="bad" filled>
        {wayIn.how === "bypass" ? "Past the policy" : "Not approved"}
      </Badge>
      <span className="max-w-[72ch] text-bad wrap-anywhere">
        {wayInWords(version, wayIn)} That was <Time value={wayIn.at} />.
      </span>
    </p>
  );
}
