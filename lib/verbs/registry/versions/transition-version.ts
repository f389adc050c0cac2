import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { flag, text } from "@/lib/core/fields";
import { moved } from "@/lib/core/registry/models/transition";
import { stage } from "@/lib/core/registry/stages";
import { version, versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { requireUnguarded } from "@/lib/verbs/registry/policies/shared/guard";
import { moveStage, othersIn } from "./shared/stages";
import { lockVersion, presentVersion } from "./shared/versions";

export const transitionVersion = write({
  name: "transition-version",
  summary: "Move a version to a stage; entering Production archives the one that stands there",
  needs: "registry:write",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    to: stage,
    archiveExistingVersions: flag.default(false),
    reason: text(10_000).optional(),
  }),
  /** `moved`: what changed its stage by this, the asked one last. */
  output: version.extend({ moved: z.array(moved) }),

  load: (context, input) => lockVersion(context, input.name, input.version),
  allow: () => null,

  async run(context, input, { model, version: stored }) {
    if (input.archiveExistingVersions && (input.to === "None" || input.to === "Archived"))
      throw invalid(
        `Invalid value true for parameter 'archive_existing_versions' supplied: it is for Staging and Production, not for ${input.to}.`,
      );
    await requireUnguarded(context, model, stored, input.to);
    // What makes room leaves its stage too. Of Production the move itself has been judged, which always takes its place.
    if (input.archiveExistingVersions && input.to === "Staging")
      for (const other of await othersIn(context, model, stored, input.to))
        await requireUnguarded(context, model, other, "Archived");
    const moves = await moveStage(context, {
      model,
      version: stored,
      to: input.to,
      archiveExisting: input.archiveExistingVersions,
      reason: input.reason || undefined,
    });
    return { moves, id: stored.id };
  },

  audit: ({ moves }, input, { model, version: stored }) => ({
    target: { type: "version", id: stored.id, name: `${model.name}/${stored.number}` },
    before: { stage: stored.stage },
    after: {
      stage: input.to,
      archived: moves.filter(({ version: n }) => n !== stored.number).map((m) => m.version),
    },
    reason: input.reason ?? null,
  }),
  present: async ({ id, moves }, context) => ({ ...(await presentVersion(context, id)), moved: moves }),
});
