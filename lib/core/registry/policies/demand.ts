import { type Stage, stages } from "@/lib/core/registry/stages";
import type { Gate, Guard, Policy } from "./policy";

/** What a policy demands of one move. */
export type Demand = {
  /** The guarded stages that it touches. */
  stages: Stage[];
  request: Guard["request"];
  approvals: number;
  approvers: readonly string[];
  selfApproval: boolean;
  expiresAfterHours: number;
  /** Gates stand at the entrance: leaving a stage takes approvals alone. */
  gates: readonly Gate[];
};

/**
 * The demand of a move from `from` to `to`; null where neither stage is guarded. Between two guarded stages the stricter word
 * of both holds, the named approvers being those whom both name.
 */
export function demandOf({ guards }: Policy, from: Stage, to: Stage): Demand | null {
  if (from === to) return null;
  const touched = [from, to].flatMap((stage) => {
    const found = guards[stage];
    return found ? [{ stage, guard: found }] : [];
  });
  const [first, second] = touched;
  if (!first) return null;
  const all = touched.map(({ guard }) => guard);
  return {
    stages: touched.map(({ stage }) => stage),
    request: all.some(({ request }) => request === "engineer") ? "engineer" : "scientist",
    approvals: Math.max(...all.map(({ approvals }) => approvals)),
    approvers: common(first.guard.approvers, second?.guard.approvers ?? []),
    selfApproval: all.every(({ selfApproval }) => selfApproval),
    expiresAfterHours: Math.min(...all.map(({ expiresAfterHours }) => expiresAfterHours)),
    gates: guards[to]?.gates ?? [],
  };
}

const common = (one: readonly string[], other: readonly string[]) => {
  if (one.length === 0 || other.length === 0) return [...one, ...other];
  const both = one.filter((id) => other.includes(id));
  return both.length > 0 ? both : [...one];
};

/** Two guarded stages, a move between which takes more approvals than there are people whom both name; null: there are none. */
export function shortOfApprovers({
  guards,
}: Policy): { from: Stage; to: Stage; common: number; approvals: number } | null {
  for (const from of stages)
    for (const to of stages) {
      const [one, other] = [guards[from], guards[to]];
      if (from === to || !one || !other || one.approvers.length === 0 || other.approvers.length === 0)
        continue;
      const common = new Set(one.approvers.filter((id) => other.approvers.includes(id))).size;
      const approvals = Math.max(one.approvals, other.approvals);
      if (common < approvals) return { from, to, common, approvals };
    }
  return null;
}

/** The guarded stage that an alias is tied to, of several in an old policy the strictest; undefined where it is free. */
export const stageOfAlias = ({ guards }: Policy, alias: string): Stage | undefined =>
  stagesOf(guards)
    .filter((stage) => guards[stage]?.aliases.includes(alias) === true)
    .sort((a, b) => (guards[b]?.approvals ?? 0) - (guards[a]?.approvals ?? 0))[0];

/** The aliases that move with a transition into a stage. */
export const aliasesTiedTo = (policy: Policy, stage: Stage): string[] =>
  (policy.guards[stage]?.aliases ?? []).filter((alias) => stageOfAlias(policy, alias) === stage);

const stagesOf = (guards: Policy["guards"]): Stage[] => stages.filter((stage) => guards[stage] !== undefined);

/** Does anybody have to approve at all? Then a second person agrees to demanding less. */
export const isDecidedByMany = ({ guards }: Policy): boolean =>
  stages.some((stage) => (guards[stage]?.approvals ?? 0) > 0);

/** Does `next` demand less than `now` anywhere? Such a change waits for a second engineer. */
export function loosens(now: Policy, next: Policy): boolean {
  return (
    stagesOf(now.guards).some((stage) => {
      const [before, after] = [now.guards[stage], next.guards[stage]];
      return before !== undefined && (after === undefined || isLooser(before, after));
    }) ||
    letsOthersApprove(now, next) ||
    untiesAlias(now, next)
  );
}

/** An alias that moves with another stage, or with none, has left its guard. */
const untiesAlias = (now: Policy, next: Policy): boolean =>
  stages.some((stage) => aliasesTiedTo(now, stage).some((alias) => stageOfAlias(next, alias) !== stage));

/** A guard that is put on one more stage may name other people for moves between it and a stage that was guarded before. */
const letsOthersApprove = (now: Policy, next: Policy): boolean =>
  stages.some((from) =>
    stages.some((to) => {
      const [before, after] = [demandOf(now, from, to), demandOf(next, from, to)];
      return before !== null && after !== null && namesOthers(before.approvers, after.approvers);
    }),
  );

const namesOthers = (before: readonly string[], after: readonly string[]) =>
  before.length > 0 && (after.length === 0 || !after.every((id) => before.includes(id)));

const isLooser = (before: Guard, after: Guard) =>
  after.approvals < before.approvals ||
  (before.request === "engineer" && after.request === "scientist") ||
  (after.selfApproval && !before.selfApproval) ||
  after.expiresAfterHours > before.expiresAfterHours ||
  namesOthers(before.approvers, after.approvers) ||
  before.gates.some((gate) => !after.gates.some((other) => isAsStrict(gate, other)));

function isAsStrict(before: Gate, after: Gate): boolean {
  if (before.kind === "bound" && after.kind === "bound")
    return (
      before.metric === after.metric &&
      before.better === after.better &&
      (before.better === "higher" ? after.bound >= before.bound : after.bound <= before.bound)
    );
  if (before.kind === "production" && after.kind === "production")
    return (
      before.metric === after.metric && before.better === after.better && after.tolerance <= before.tolerance
    );
  if (before.kind === "tags" && after.kind === "tags")
    return before.keys.every((key) => after.keys.includes(key));
  return before.kind === after.kind;
}
