import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { flag, text } from "@/lib/core/fields";
import { stage, version, versionNumber } from "@/lib/core/registry";
import { write } from "@/lib/verbs/kernel";
import { lockVersion, presentVersion } from "./load";
import { moveStage } from "./load-stages";

export const transitionVersion = write({
  name: "transition-version",
  summary: "Move a version to a stage; entering Production archives the one that stands there",
  needs: "registry:write",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    stage,
    archiveExistingVersions: flag.default(false),
  }),
  output: version,

  load: (context, input) => lockVersion(context, input.name, input.version),
  allow: () => null,

  async run(context, input, { model, version: stored }) {
    if (input.archiveExistingVersions && (input.stage === "None" || input.stage === "Archived"))
      throw invalid(
        `Invalid value true for parameter 'archive_existing_versions' supplied: it is for Staging and Production, not for ${input.stage}.`,
      );
    const moved = await moveStage(context, {
      model,
      version: stored,
      to: input.stage,
      archiveExisting: input.archiveExistingVersions,
    });
    return { moved, id: stored.id };
  },

  audit: ({ moved }, input, { model, version: stored }) => ({
    target: { type: "version", id: stored.id, name: `${model.name}/${stored.number}` },
    before: { stage: stored.stage },
    after: {
      stage: input.stage,
      archived: moved.filter(({ version: n }) => n !== stored.number).map((m) => m.version),
    },
  }),
  present: ({ id }, context) => presentVersion(context, id),
});
