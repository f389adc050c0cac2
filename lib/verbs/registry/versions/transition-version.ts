import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { flag, text } from "@/lib/core/fields";
import { moved } from "@/lib/core/registry/models/transition";
import type { GateResult } from "@/lib/core/registry/policies/gates";
import { stage } from "@/lib/core/registry/stages";
import { version, versionNumber } from "@/lib/core/registry/versions/version";
import type { Reader } from "@/lib/stores/database/database";
import { type Scope, write } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { prepareGates } from "@/lib/verbs/registry/policies/shared/gates";
import { requireUnguarded, seenBy } from "@/lib/verbs/registry/policies/shared/guard";
import { judgedOf, makeWish, type Wish } from "@/lib/verbs/registry/policies/shared/wish";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { moveStage, othersIn } from "./shared/stages";
import { findVersion, lockVersion, presentVersion } from "./shared/versions";

const input = z.strictObject({
  name: text(256).min(1),
  version: versionNumber,
  to: stage,
  archiveExistingVersions: flag.default(false),
  reason: text(10_000).optional(),
});

export const transitionVersion = write({
  name: "transition-version",
  summary: "Move a version to a stage; entering Production archives the one that stands there",
  needs: "registry:write",
  input,
  /** `moved`: what changed its stage by this, the asked one last. */
  output: version.extend({ moved: z.array(moved) }),

  prepare: (context, asked) =>
    prepareGates(context, async () => {
      const { prisma } = context.stores.database;
      const model = await findModel(prisma, context, asked.name);
      const version = await findVersion(prisma, model, asked.version);
      return (await wishesOf(prisma, context, { model, version }, asked)).map(judgedOf);
    }),
  load: (context, asked) => lockVersion(context, asked.name, asked.version),
  allow: () => null,

  async run(context, input, { model, version: stored }, outside) {
    if (input.archiveExistingVersions && (input.to === "None" || input.to === "Archived"))
      throw invalid(
        `Invalid value true for parameter 'archive_existing_versions' supplied: it is for Staging and Production, not for ${input.to}.`,
      );
    const wishes = await wishesOf(context.tx, context, { model, version: stored }, input);
    const gates: GateResult[] = [];
    for (const wish of wishes) gates.push(...(await requireUnguarded(context, wish, outside)));
    const moves = await moveStage(context, {
      ...wishes[0],
      archiveExisting: input.archiveExistingVersions,
      reason: input.reason || undefined,
    });
    return { moves, gates, id: stored.id };
  },

  audit: ({ moves, gates }, input, { model, version: stored }) => ({
    target: { type: "version", id: stored.id, name: `${model.name}/${stored.number}` },
    before: { stage: stored.stage },
    after: {
      stage: input.to,
      archived: moves.filter(({ version: n }) => n !== stored.number).map((m) => m.version),
      ...seenBy(gates),
    },
    reason: input.reason ?? null,
  }),
  present: async ({ id, moves }, context) => ({ ...(await presentVersion(context, id)), moved: moves }),
});

/**
 * What this move takes: itself, and what makes room for it, which leaves its stage too. Of Production the move itself is judged
 * alone, since it always takes the place of another.
 */
async function wishesOf(
  reader: Reader,
  context: Scope,
  { model, version }: { model: ModelRow; version: VersionRow },
  { to, archiveExistingVersions }: z.output<typeof input>,
): Promise<[Wish, ...Wish[]]> {
  const effective = await effectivePolicy(reader, context, model.id);
  const others =
    archiveExistingVersions && to === "Staging" ? await othersIn(reader, model, version, to) : [];
  return [
    makeWish(effective, model, version, to),
    ...others.map((other) => makeWish(effective, model, other, "Archived")),
  ];
}
