import clsx from "clsx";
import { TimeToConfirm } from "@/components/registry/requests/confirmation";
import { requestUrl } from "@/components/registry/requests/queries";
import { Link } from "@/components/ui/link";
import { Num } from "@/components/ui/num";
import { readable } from "@/components/ui/number-format";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { BoardModel, Card, CardRequest } from "@/lib/core/registry/board/board";
import { verdictOf } from "@/lib/core/registry/board/headline";

/** The headline metric, and how far it is from the version in Production. */
export function Headline({ card, model }: { card: Card; model: BoardModel | undefined }) {
  const headline = model?.headline ?? null;
  if (headline === null) return null;
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <span className="truncate text-muted" title={headline.metric}>
        {headline.metric}
      </span>
      <Num value={card.metric} className="font-medium" />
      {card.difference !== null && (
        <Difference
          value={card.difference}
          verdict={verdictOf(card.difference, headline.better)}
          production={model?.production ?? null}
        />
      )}
    </p>
  );
}

const looks = { good: "text-good", bad: "text-bad" } as const;

function Difference({
  value,
  verdict,
  production,
}: {
  value: number;
  verdict: "good" | "bad" | null;
  production: number | null;
}) {
  const better = { good: ", which is better", bad: ", which is worse" };
  const words = `against version ${production} in Production${verdict === null ? "" : better[verdict]}`;
  return (
    <span
      title={`${value} ${words}`}
      className={clsx("text-xs tabular-nums", verdict === null ? "text-muted" : looks[verdict])}
    >
      {value === 0 ? "±0" : `${value > 0 ? "↑ +" : "↓ "}${readable(value)}`}
      <VisuallyHidden> {words}</VisuallyHidden>
    </span>
  );
}

const signs = { passed: "●", failed: "✕", unknown: "○" } as const;
const signLooks = { passed: "text-good", failed: "text-bad", unknown: "text-warning" } as const;

/** What each gate of a request said when it was asked: a sign each, and the count in words. */
export function GateDots({ gates }: { gates: CardRequest["gates"] }) {
  if (gates.length === 0) return null;
  const others = gates.filter(({ result }) => result !== "passed");
  // two gates may have the same name, so its place is its identity
  const placed = gates.map(({ name, result }, at) => ({ place: `${at} ${name}`, result }));
  const words = `${gates.length - others.length} of ${gates.length} gates passed${others.map(({ name, result }) => `; ${name} ${result}`).join("")}`;
  return (
    <span className="inline-flex items-center gap-1 text-xs" title={words}>
      <span role="img" aria-label={words} className="inline-flex gap-0.5">
        {placed.map(({ place, result }) => (
          <span key={place} aria-hidden className={signLooks[result]}>
            {signs[result]}
          </span>
        ))}
      </span>
      <span aria-hidden className="text-muted tabular-nums">
        {gates.length - others.length} of {gates.length}
      </span>
    </span>
  );
}

/** A request in a line: "Waits for Production: 1 of 2 approvals". Of a rollback, how long it waits stands beside it. */
export function requestWords({ kind, to, status, approvals }: CardRequest): string {
  if (kind === "rollback") return "Rollback";
  if (status === "changes-requested") return `${to}: changes are asked for`;
  const count = approvals.needed === 1 ? "approval" : "approvals";
  return `Waits for ${to}: ${approvals.given} of ${approvals.needed} ${count}`;
}

/** The requests that wait, as links; those that wait for the one who looks say so. */
export function Requests({ requests }: { requests: Card["requests"] }) {
  return requests.map((request) => (
    <p key={request.id} className="flex flex-wrap items-center gap-x-2">
      <Link href={requestUrl(request.id)} draggable={false} className="link py-0.5 text-xs">
        {requestWords(request)}
      </Link>
      {request.confirmation !== null && (
        <span className="text-xs">
          <TimeToConfirm {...request.confirmation} />
        </span>
      )}
      {request.waitsForMe && <span className="text-xs font-medium text-accent">Needs you</span>}
      <GateDots gates={request.gates} />
    </p>
  ));
}
