"use client";
import { Badge } from "@/components/ui/badge";
import { Stage } from "@/components/ui/stage";
import { useZone } from "@/components/ui/time";
import { exactTime } from "@/components/ui/time-format";

type Mark = { by: string; at: string };
type Placed = { stage: string; bypass: Mark | null };

/** Where a version stands, with its marks: whoever shows a version's stage shows how it came there. */
export function Standing({ of: { stage, bypass } }: { of: Placed }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-1">
      <Stage stage={stage} />
      {bypass !== null && <BypassMark bypass={bypass} />}
    </span>
  );
}

/** It came to its stage past its policy; who did it and when are told on hover, and on the version's page. */
export function BypassMark({ bypass: { by, at } }: { bypass: Mark }) {
  const zone = useZone();
  return (
    <span
      className="inline-flex"
      title={`${by} moved it here past its policy, ${exactTime(Date.parse(at), zone)}`}
    >
      <Badge tone="bad" filled>
        Past the policy
      </Badge>
    </span>
  );
}

/** The same where only words have room. */
export const standingHint = ({ stage, bypass }: Placed): string =>
  bypass === null ? stage : `${stage}, past the policy`;
