import { type Stage, stages } from "@/lib/core/registry/stages";
import { nameOf, wantOf } from "./gates";
import type { Gate, Guard, Policy } from "./policy";

/** The name of a person by id. */
type Named = (id: string) => string;

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const list = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** A gate in words: "accuracy ≥ 0.81". */
export const gateWords = (gate: Gate): string =>
  "metric" in gate
    ? `${gate.metric} ${wantOf(gate)}`
    : gate.kind === "tags"
      ? wantOf(gate)
      : nameOf(gate).toLowerCase();

/** What a guard asks, in a sentence: "1 engineer approves, 3 gates; asked by scientists or engineers". */
export function guardWords(guard: Guard, named: Named): string {
  const { approvals, approvers, gates, request, aliases } = guard;
  const who =
    approvals === 0
      ? "nobody has to approve"
      : approvers.length > 0
        ? `${count(approvals, "approval")} by ${list(approvers.map(named))}`
        : `${count(approvals, "engineer")} ${approvals === 1 ? "approves" : "approve"}`;
  return [
    `${who}, ${gates.length === 0 ? "no gates" : count(gates.length, "gate")}`,
    `asked by ${request === "engineer" ? "engineers" : "scientists or engineers"}`,
    ...(guard.selfApproval && approvals > 0 ? ["who asks may approve"] : []),
    ...(aliases.length > 0 ? [`holds ${list(aliases.map((alias) => `@${alias}`))}`] : []),
  ].join("; ");
}

/** The guarded stages and what each one asks. Empty: nothing is guarded. */
export const policyWords = (policy: Policy, named: Named): { stage: Stage; words: string }[] =>
  stages.flatMap((stage) => {
    const guard = policy.guards[stage];
    return guard === undefined ? [] : [{ stage, words: guardWords(guard, named) }];
  });

/** What a change of policy changes, a line each: the stage, what stood there and what comes. */
export type Change = { where: string; before: string; after: string };

export function policyChanges(before: Policy, after: Policy, named: Named): Change[] {
  const changes = stages.flatMap((stage): Change[] => {
    const [was, will] = [before.guards[stage], after.guards[stage]];
    if (was === undefined && will === undefined) return [];
    if (was === undefined || will === undefined)
      return [
        {
          where: stage,
          before: was === undefined ? "not guarded" : guardWords(was, named),
          after: will === undefined ? "not guarded" : guardWords(will, named),
        },
      ];
    const lines = (guard: Guard) => guardLines(guard, named);
    return [
      ...lines(was).flatMap(([what, old], index): Change[] => {
        const next = lines(will)[index]?.[1] ?? "";
        return old === next ? [] : [{ where: `${stage}: ${what}`, before: old, after: next }];
      }),
      ...gateChanges(stage, was.gates, will.gates),
    ];
  });
  const [was, will] = [headlineWords(before), headlineWords(after)];
  return was === will ? changes : [...changes, { where: "Headline metric", before: was, after: will }];
}

/** A line for each gate that goes, that comes, or of which only the number is another. */
function gateChanges(stage: Stage, was: readonly Gate[], will: readonly Gate[]): Change[] {
  const where = `${stage}: gate`;
  const without = (gates: readonly Gate[], others: readonly Gate[]) => {
    const known = others.map(gateWords);
    return gates.filter((gate) => !known.includes(gateWords(gate)));
  };
  const coming = without(will, was);
  const gone = without(was, will).map((gate): Change => {
    const at = coming.findIndex((other) => sameGate(gate, other));
    const [next] = at < 0 ? [] : coming.splice(at, 1);
    return { where, before: gateWords(gate), after: next === undefined ? "none" : gateWords(next) };
  });
  return [...gone, ...coming.map((gate) => ({ where, before: "none", after: gateWords(gate) }))];
}

/** They ask the same thing, whatever they demand of it. */
const sameGate = (one: Gate, other: Gate): boolean =>
  one.kind === other.kind && ("metric" in one ? "metric" in other && one.metric === other.metric : true);

const orNone = (words: string) => (words === "" ? "none" : words);
const guardLines = (guard: Guard, named: Named): [string, string][] => [
  ["who may ask", guard.request === "engineer" ? "engineers" : "scientists or engineers"],
  ["approvals", String(guard.approvals)],
  ["approvers", guard.approvers.length === 0 ? "any engineer" : list(guard.approvers.map(named).toSorted())],
  ["who asks may approve", guard.selfApproval ? "yes" : "no"],
  ["requests expire after", count(guard.expiresAfterHours, "hour")],
  ["tied aliases", orNone(guard.aliases.map((alias) => `@${alias}`).join(", "))],
];

export const headlineWords = ({ headline }: Policy): string =>
  headline === null
    ? "none"
    : `${headline.metric}${headline.better === null ? "" : `, ${headline.better} is better`}`;
