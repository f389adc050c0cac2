import { effectiveRole } from "@/lib/core/access";
import { SlipwayError } from "@/lib/core/errors";
import {
  type Demand,
  demandOf,
  isDecidedByMany,
  loosens,
  stageOfAlias,
} from "@/lib/core/registry/policies/demand";
import { type GateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { WriteContext } from "@/lib/verbs/kernel";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { effectivePolicy, installationDefault } from "./effective-policy";
import { evaluateGates } from "./gates";

export const versionPage = (model: string, number: number) =>
  `/models/${encodeURIComponent(model)}/${number}`;

/** Refused, with how to ask: on which page, by which call. */
const approvalRequired = (model: string, number: number, to: Stage, what: string, ask = "Ask") =>
  new SlipwayError(
    "approval-required",
    `${what} ${ask} for it on the version's page, or by POST /api/models/${encodeURIComponent(model)}/versions/${number}/requests with {"to":"${to}","reason":"…"}.`,
    { page: versionPage(model, number) },
  );

export const gatesNotPassed = (gates: readonly GateResult[], page: string) =>
  new SlipwayError(
    "gates-not-passed",
    `${gates.filter(({ result }) => result !== "passed").length} of ${gates.length} gates do not pass: ${gates
      .filter(({ result }) => result !== "passed")
      .map(({ name, result, why }) => `${name} is ${result}${why === null ? "" : ` (${why})`}`)
      .join("; ")}`,
    { page },
  );

/** A version's stage, whatever its spelling in the database. */
export const stageOf = ({ stage }: Pick<VersionRow, "stage">): Stage => stageNamed(stage) ?? "None";

/**
 * May this move happen without asking? Passes where neither stage is guarded, or the guard wants no approval and its gates
 * pass. Errors: approval-required, gates-not-passed.
 */
export async function requireUnguarded(
  context: WriteContext,
  model: ModelRow,
  version: VersionRow,
  to: Stage,
): Promise<void> {
  const { policy } = await effectivePolicy(context.tx, context, model.id);
  const demand = demandOf(policy, stageOf(version), to);
  if (demand === null) return;
  if (demand.approvals > 0) {
    await requireNothingAsked(context, model, version, to);
    throw approvalRequired(
      model.name,
      version.number,
      to,
      `${guarded(demand)}: version ${version.number} of ${model.name} moves to ${to} only when ${approvers(demand)}.`,
    );
  }
  const { actor } = context;
  if (demand.request === "engineer" && "role" in actor && effectiveRole(actor) !== "engineer")
    throw approvalRequired(
      model.name,
      version.number,
      to,
      `${guarded(demand)}: the policy lets engineers alone move version ${version.number} of ${model.name} to ${to}.`,
      "An engineer asks",
    );
  const gates = await evaluateGates(context.tx, context, { gates: demand.gates, model, version });
  if (!gatesPass(gates)) throw gatesNotPassed(gates, versionPage(model.name, version.number));
}

/** Where it is asked for already there is nothing to do but wait. Error: approval-required, with the request's page. */
async function requireNothingAsked(
  context: WriteContext,
  model: ModelRow,
  version: VersionRow,
  to: Stage,
): Promise<void> {
  const open = await context.tx.stageRequest.findFirst({
    where: {
      versionId: version.id,
      toStage: to,
      status: { in: ["open", "changes-requested"] },
      expiresAt: { gt: context.effectiveAt ?? new Date() },
    },
    select: { id: true },
  });
  if (open)
    throw new SlipwayError(
      "approval-required",
      `${to} is guarded, and a request for version ${version.number} of ${model.name} waits for a decision: it moves when that is approved (GET /api/requests/${open.id}).`,
      { page: `/requests/${open.id}` },
    );
}

const guarded = ({ stages }: Demand) =>
  stages.length === 1 ? `${stages[0]} is guarded` : `${stages.join(" and ")} are guarded`;
const approvers = ({ approvals }: Demand) =>
  `${approvals === 1 ? "an engineer approves" : `${approvals} engineers approve`} who neither asked for it nor made it`;

/**
 * What is approved, or waits for a decision, is neither deleted nor renamed away. Errors: approval-required for what stands in a
 * guarded stage or carries a tied alias, conflict for an open request.
 */
export async function requireRemovable(
  context: WriteContext,
  model: ModelRow,
  versions: readonly VersionRow[],
  act: string,
): Promise<void> {
  const { policy } = await effectivePolicy(context.tx, context, model.id);
  for (const version of versions) {
    const from = stageOf(version);
    if ((policy.guards[from]?.approvals ?? 0) > 0)
      throw approvalRequired(
        model.name,
        version.number,
        from === "Archived" ? "None" : "Archived",
        `Version ${version.number} of ${model.name} stands in ${from}, which is guarded, so ${act}. It must leave ${from} first.`,
      );
  }
  const ids = versions.map(({ id }) => id);
  const tied = (
    await context.tx.modelAlias.findMany({
      where: { modelId: model.id, versionId: { in: ids } },
      include: { version: true },
    })
  ).find(({ alias }) => isTied(alias));
  if (tied) requireFreeAlias(tied.alias, tied.version.number);
  const pending = await context.tx.stageRequest.findFirst({
    where: {
      versionId: { in: ids },
      status: { in: ["open", "changes-requested"] },
      expiresAt: { gt: context.effectiveAt ?? new Date() },
    },
  });
  if (pending)
    throw new SlipwayError(
      "conflict",
      `Version ${pending.version} of ${model.name} has an open request for ${pending.toStage}, so ${act}. Withdraw or decide the request first.`,
      { page: `/requests/${pending.id}` },
    );

  function isTied(alias: string) {
    const stage = stageOfAlias(policy, alias);
    return stage !== undefined && (policy.guards[stage]?.approvals ?? 0) > 0;
  }
  function requireFreeAlias(alias: string, number: number): never {
    const stage = stageOfAlias(policy, alias) ?? "Production";
    throw approvalRequired(
      model.name,
      number,
      stage,
      `The alias ${alias} is tied to ${stage} and points at version ${number}, so ${act}.`,
    );
  }
}

/**
 * A model that is deleted or renamed leaves its name to whoever makes the next one, on which the installation's policy holds. Where
 * that demands less than the model's own, it takes the second engineer whom loosening takes. Error: approval-required.
 */
export async function requirePolicyKept(context: WriteContext, model: ModelRow, act: string): Promise<void> {
  const { policy, source } = await effectivePolicy(context.tx, context, model.id);
  if (source !== "own" || !isDecidedByMany(policy)) return;
  const { policy: fallback } = await installationDefault(context.tx, context);
  if (loosens(policy, fallback))
    throw new SlipwayError(
      "approval-required",
      `${model.name} has a policy that demands more than the installation's, which would hold for the next model of this name, so ${act}. Loosen the policy first: a second engineer agrees to it.`,
      { page: `/models/${encodeURIComponent(model.name)}/policy` },
    );
}

/** An alias that the policy ties to a stage moves with a transition alone. Error: approval-required. */
export async function requireUntied(
  context: WriteContext,
  model: ModelRow,
  alias: string,
  number: number,
): Promise<void> {
  const { policy } = await effectivePolicy(context.tx, context, model.id);
  const stage = stageOfAlias(policy, alias);
  if (stage !== undefined)
    throw approvalRequired(
      model.name,
      number,
      stage,
      `The alias ${alias} of ${model.name} is tied to ${stage}: it moves only with a transition into ${stage}.`,
    );
}
