import { type Demand, demandOf } from "@/lib/core/registry/policies/demand";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { Reader } from "@/lib/stores/database/database";
import type { Context, Scope } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { findVersion } from "@/lib/verbs/registry/versions/shared/versions";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { type Effective, effectivePolicy } from "./effective-policy";
import type { Judged } from "./fact-sources";

/** A move that somebody wishes for, with the policy that holds: read once, and handed on to all that the move takes. */
export type Wish = {
  model: ModelRow;
  version: VersionRow;
  to: Stage;
  effective: Effective;
  /** null: nothing guards the move. */
  demand: Demand | null;
};

/** A version's stage, whatever its spelling in the database. */
export const stageOf = ({ stage }: Pick<VersionRow, "stage">): Stage => stageNamed(stage) ?? "None";

export const makeWish = (effective: Effective, model: ModelRow, version: VersionRow, to: Stage): Wish => ({
  ...{ model, version, to, effective },
  demand: demandOf(effective.policy, stageOf(version), to),
});

export const wishOf = async (
  reader: Reader,
  context: Scope,
  { model, version }: { model: ModelRow; version: VersionRow },
  to: Stage,
): Promise<Wish> => makeWish(await effectivePolicy(reader, context, model.id), model, version, to);

/** The same as things stand outside any transaction. Error: not-found. */
export async function findWish(context: Context, name: string, number: number, to: Stage): Promise<Wish> {
  const { prisma } = context.stores.database;
  const model = await findModel(prisma, context, name);
  return wishOf(prisma, context, { model, version: await findVersion(prisma, model, number) }, to);
}

/** Whom the gates of a wish are asked of. */
export const judgedOf = ({ model, version, demand }: Wish): Judged => ({
  ...{ model, version },
  gates: demand?.gates ?? [],
});
