"use client";
import clsx from "clsx";
import { Check, CircleHelp, X } from "lucide-react";
import type { GateResultJson } from "@/components/registry/requests/queries";
import { Fact } from "@/components/ui/fact";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { readable } from "@/components/ui/number-format";
import { Popover } from "@/components/ui/popover";
import { Time } from "@/components/ui/time";

type Evidence = NonNullable<GateResultJson["evidence"]>;

const looks = {
  passed: { Icon: Check, tone: "text-good", word: "passed" },
  failed: { Icon: X, tone: "text-bad", word: "failed" },
  unknown: { Icon: CircleHelp, tone: "text-warning", word: "unknown" },
} as const;

/** What each gate said, with the numbers it saw; a number opens where it was logged. */
export function GateList({ gates }: { gates: readonly GateResultJson[] }) {
  if (gates.length === 0) return <p className="text-base text-muted">No gates stand at this stage.</p>;
  return (
    <ul className="flex flex-col">
      {gates.map((gate) => (
        <GateRow key={`${gate.kind} ${gate.name} ${gate.expected}`} gate={gate} />
      ))}
    </ul>
  );
}

function GateRow({ gate }: { gate: GateResultJson }) {
  const { Icon, tone, word } = looks[gate.result];
  return (
    <li className="flex min-w-0 gap-2 border-t border-hairline py-1.5 text-sm first:border-t-0">
      <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", tone)} />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <span className="min-w-0 font-medium wrap-anywhere">
            <Name>{gate.name}</Name>
          </span>
          <span className={tone}>{word}</span>
          <Observed gate={gate} />
          <span className="text-muted">
            {gate.result === "passed" ? "wanted" : "wants"} {gate.expected}
          </span>
          {gate.against !== null && (
            <span className="text-muted">
              version {gate.against.version} in Production:{" "}
              <Seen
                name={`${gate.name}, version ${gate.against.version}`}
                value={gate.against.value}
                evidence={gate.against.evidence}
              />
              {gate.against.now !== undefined && (
                <span className="text-warning"> (its run now: {nowWords(gate.against.now)})</span>
              )}
            </span>
          )}
        </div>
        {gate.why !== null && <p className="text-muted">{gate.why}</p>}
      </div>
    </li>
  );
}

function Observed({ gate: { name, observed, evidence } }: { gate: GateResultJson }) {
  if (observed === null) return null;
  if (evidence !== null) return <Seen name={name} value={observed} evidence={evidence} />;
  return typeof observed === "number" ? <Num value={observed} /> : <span>{observed}</span>;
}

const nowWords = (now: number | string | null) =>
  now === null ? "none" : typeof now === "number" ? readable(now) : now;

/** A number that a gate saw; pressed, it says which run logged it, at which step and when. */
function Seen({ name, value, evidence }: { name: string; value: number | string; evidence: Evidence }) {
  const shown = Number.isNaN(Number(value)) ? String(value) : readable(Number(value));
  return (
    <Popover
      title={`Where ${shown} comes from`}
      trigger={
        <button
          type="button"
          className="link -my-1 min-h-6 min-w-6 py-1 text-left tabular-nums"
          aria-label={`${name}: ${shown}, where it comes from`}
        >
          {shown}
        </button>
      }
    >
      <dl className="flex flex-col gap-2 text-sm">
        <Fact name="Exact value">
          <span className="font-mono wrap-anywhere">{String(value)}</span>
        </Fact>
        <Fact name="Run">
          <Link href={`/runs/${evidence.runId}`} className="link font-mono wrap-anywhere">
            {evidence.runId}
          </Link>
        </Fact>
        <Fact name="Step">
          <span className="tabular-nums">{evidence.step}</span>
        </Fact>
        <Fact name="Logged">
          <Time value={evidence.at} />
        </Fact>
      </dl>
    </Popover>
  );
}
