import { SlipwayError } from "@/lib/core/errors";
import type { Demand } from "@/lib/core/registry/policies/demand";
import type { Outside } from "@/lib/core/registry/policies/facts";
import { type GateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { whyNotAsk } from "@/lib/core/registry/requests/who-asks";
import type { Stage } from "@/lib/core/registry/stages";
import type { WriteContext } from "@/lib/verbs/kernel";
import { pendingOf } from "@/lib/verbs/registry/requests/shared/pending";
import { inProduction } from "./fact-sources";
import { evaluateGates } from "./gates";
import { holdRuns } from "./run-behind";
import { judgedOf, type Wish } from "./wish";

export const versionPage = (model: string, number: number) =>
  `/models/${encodeURIComponent(model)}/${number}`;

/** Refused, with how to ask: on which page, by which call. `gates`: what they would have said. */
export const approvalRequired = (
  model: string,
  number: number,
  to: Stage,
  what: string,
  { ask = "Ask", gates = [] }: { ask?: string; gates?: readonly GateResult[] } = {},
) =>
  new SlipwayError(
    "approval-required",
    `${what} ${ask} for it on the version's page, or by POST /api/models/${encodeURIComponent(model)}/versions/${number}/requests with {"to":"${to}","reason":"…"}.`,
    { page: versionPage(model, number), trail: seenBy(gates) },
  );

/** What the trail keeps of gates: each with the numbers that it saw; nothing where none was asked. */
export const seenBy = (gates: readonly GateResult[]): { gates?: readonly GateResult[] } =>
  gates.length === 0 ? {} : { gates };

/** `kept`: the act that they stopped has its record already. */
export const gatesNotPassed = (gates: readonly GateResult[], page: string, { kept = false } = {}) =>
  new SlipwayError(
    "gates-not-passed",
    `${gates.filter(({ result }) => result !== "passed").length} of ${gates.length} gates do not pass: ${gates
      .filter(({ result }) => result !== "passed")
      .map(({ name, result, why }) => `${name} is ${result}${why === null ? "" : ` (${why})`}`)
      .join("; ")}`,
    { page, attempt: !kept, trail: seenBy(gates) },
  );

/**
 * May this move happen without asking? Passes where neither stage is guarded, or the guard wants no approval and its gates
 * pass; answers what they said. Errors: approval-required, gates-not-passed.
 */
export async function requireUnguarded(
  context: WriteContext,
  wish: Wish,
  outside: readonly Outside[],
): Promise<GateResult[]> {
  const { model, version, to, demand } = wish;
  if (demand === null) return [];
  // What is judged stands still until the move is made; where none is made, its numbers are for the trail alone.
  if (demand.approvals === 0)
    await holdRuns(context, [version.runId, (await inProduction(context.tx, model.id))?.runId ?? null]);
  const gates = await evaluateGates(context.tx, context, judgedOf(wish), outside);
  if (demand.approvals > 0) {
    await requireNothingAsked(context, wish, gates);
    throw approvalRequired(
      model.name,
      version.number,
      to,
      `${guarded(demand)}: version ${version.number} of ${model.name} moves to ${to} only when ${approvers(demand)}.`,
      { gates },
    );
  }
  if (whyNotAsk(context.actor, demand, to) !== null)
    throw approvalRequired(
      model.name,
      version.number,
      to,
      `${guarded(demand)}: the policy lets engineers alone move version ${version.number} of ${model.name} to ${to}.`,
      { ask: "An engineer asks", gates },
    );
  if (!gatesPass(gates)) throw gatesNotPassed(gates, versionPage(model.name, version.number));
  return gates;
}

/** Where it is asked for already there is nothing to do but wait. Error: approval-required, with the request's page. */
async function requireNothingAsked(
  context: WriteContext,
  { model, version, to }: Wish,
  gates: readonly GateResult[],
): Promise<void> {
  const [open] = await pendingOf(context.tx, context, [version.id], to);
  if (open)
    throw new SlipwayError(
      "approval-required",
      `${to} is guarded, and a request for version ${version.number} of ${model.name} waits for a decision: it moves when that is approved (GET /api/requests/${open.id}).`,
      { page: `/requests/${open.id}`, trail: seenBy(gates) },
    );
}

const guarded = ({ stages }: Demand) =>
  stages.length === 1 ? `${stages[0]} is guarded` : `${stages.join(" and ")} are guarded`;
const approvers = ({ approvals }: Demand) =>
  `${approvals === 1 ? "an engineer approves" : `${approvals} engineers approve`} who neither asked for it nor made it`;
