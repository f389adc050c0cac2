import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Kbd } from "@/components/ui/kbd";
import { Stage } from "@/components/ui/stage";
import { reachable } from "@/components/ui/table";

const sign = "w-4 shrink-0 text-center";

/** What the board's signs mean. It lies open for those who only read. */
export function Legend({ reads }: { reads: boolean }) {
  return (
    <details open={reads} className="border-t border-hairline px-3 text-sm md:px-4">
      <summary className="w-fit py-2 text-muted hover:text-text">Legend</summary>
      <dl
        {...reachable}
        className="grid max-h-24 gap-x-8 gap-y-1 overflow-y-auto pb-3 -outline-offset-2 sm:grid-cols-2 md:max-h-[30dvh] xl:grid-cols-3"
      >
        <Entry sign={<Stage stage="None" />}>registered, nowhere in use yet</Entry>
        <Entry sign={<Stage stage="Staging" />}>tried before it goes live</Entry>
        <Entry sign={<Stage stage="Production" />}>in use; one version of a model at most</Entry>
        <Entry sign={<Stage stage="Archived" />}>out of use, kept</Entry>
        <Entry
          sign={
            <span className="flex items-center gap-1 text-muted">
              <Lock className="size-3" aria-hidden /> guarded
            </span>
          }
        >
          entered and left by a request that the model's policy judges
        </Entry>
        <Entry sign={<span className="text-muted">↑ + ↓ −</span>}>
          the metric against the version in Production; green is better, red is worse
        </Entry>
        <Entry sign={<span className={`${sign} text-good`}>●</span>}>a gate of the request passed</Entry>
        <Entry sign={<span className={`${sign} text-bad`}>✕</span>}>a gate failed</Entry>
        <Entry sign={<span className={`${sign} text-warning`}>○</span>}>a gate had nothing to judge</Entry>
        <Entry sign={<span className="font-medium text-accent">Needs you</span>}>
          a request that waits for your decision or your changes
        </Entry>
        <Entry
          sign={
            <Badge tone="bad" filled>
              Past the policy
            </Badge>
          }
        >
          somebody moved it there past the policy; gone once it moves as the policy asks
        </Entry>
        {!reads && (
          <Entry sign={<Kbd keys="m" />}>moves the card in hand; Enter opens it, ? lists all keys</Entry>
        )}
        {reads && (
          <Entry sign={<Kbd keys="j" />}>goes to the next card; Enter opens it, ? lists all keys</Entry>
        )}
      </dl>
    </details>
  );
}

function Entry({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="shrink-0">{sign}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  );
}
