import { SlipwayError } from "@/lib/core/errors";
import { isDecidedByMany, loosens, stageOfAlias } from "@/lib/core/registry/policies/demand";
import type { WriteContext } from "@/lib/verbs/kernel";
import { pendingOf } from "@/lib/verbs/registry/requests/shared/pending";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { type Effective, installationDefault } from "./effective-policy";
import { approvalRequired } from "./guard";
import { stageOf } from "./wish";

/** What an act would take away. `act`: in words, what cannot be done then. */
type Kept = { model: ModelRow; effective: Effective; act: string };

/**
 * What is approved, or waits for a decision, is neither deleted nor renamed away. Errors: approval-required for what stands in a
 * guarded stage or carries a tied alias, conflict for an open request.
 */
export async function requireRemovable(
  context: WriteContext,
  versions: readonly VersionRow[],
  { model, effective: { policy }, act }: Kept,
): Promise<void> {
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
  const aliases = await context.tx.modelAlias.findMany({
    where: { modelId: model.id, versionId: { in: ids } },
    include: { version: true },
  });
  for (const { alias, version } of aliases) {
    const stage = stageOfAlias(policy, alias);
    if (stage !== undefined && (policy.guards[stage]?.approvals ?? 0) > 0)
      throw approvalRequired(
        model.name,
        version.number,
        stage,
        `The alias ${alias} is tied to ${stage} and points at version ${version.number}, so ${act}.`,
      );
  }
  const [waiting] = await pendingOf(context.tx, context, ids);
  if (waiting)
    throw new SlipwayError(
      "conflict",
      `Version ${waiting.version} of ${model.name} has an open request for ${waiting.to}, so ${act}. Withdraw or decide the request first.`,
      { page: `/requests/${waiting.id}` },
    );
}

/**
 * A model that is deleted or renamed leaves its name to whoever makes the next one, on which the installation's policy holds. Where
 * that demands less than the model's own, it takes the second engineer whom loosening takes. Error: approval-required.
 */
export async function requirePolicyKept(
  context: WriteContext,
  { model, effective: { policy, source }, act }: Kept,
): Promise<void> {
  if (source !== "own" || !isDecidedByMany(policy)) return;
  const { policy: fallback } = await installationDefault(context.tx, context);
  if (loosens(policy, fallback))
    throw new SlipwayError(
      "approval-required",
      `${model.name} has a policy that demands more than the installation's, which would hold for the next model of this name, so ${act}. Loosen the policy first: a second engineer agrees to it.`,
      { page: `/models/${encodeURIComponent(model.name)}/policy` },
    );
}

/**
 * A model that takes a name brings its policy along. Where that demands less than the installation's, under which the name would stand
 * otherwise, versions that nobody approved would answer to it: it has to be tightened first. Error: approval-required.
 */
export async function requirePolicyAsStrict(
  context: WriteContext,
  { model, effective: { policy, source }, act }: Kept,
): Promise<void> {
  if (source !== "own") return;
  const { policy: fallback } = await installationDefault(context.tx, context);
  if (isDecidedByMany(fallback) && loosens(fallback, policy))
    throw new SlipwayError(
      "approval-required",
      `${model.name} has a policy that demands less than the installation's, so ${act}. Give it one that demands as much first.`,
      { page: `/models/${encodeURIComponent(model.name)}/policy` },
    );
}

/** An alias that the policy ties to a stage moves with a transition alone. Error: approval-required. */
export function requireUntied(
  { policy }: Effective,
  model: Pick<ModelRow, "name">,
  alias: string,
  number: number,
): void {
  const stage = stageOfAlias(policy, alias);
  if (stage !== undefined)
    throw approvalRequired(
      model.name,
      number,
      stage,
      `The alias ${alias} of ${model.name} is tied to ${stage}: it moves only with a transition into ${stage}.`,
    );
}
