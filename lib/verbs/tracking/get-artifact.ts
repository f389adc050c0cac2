import { z } from "zod";
import { readPath } from "@/lib/core/artifact-images";
import { artifactFile } from "@/lib/core/artifacts";
import { runId, text, whole } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";
import { countFetch } from "@/lib/verbs/registry/load-fetches";
import { findArtifact, joinPath, rootOf } from "./load-artifacts";

export const getArtifact = read({
  name: "get-artifact",
  summary: "Download a file of a run, a logged model, a version, or by its path in the store",
  needs: "read",
  input: z.strictObject({
    runId: runId.optional(),
    loggedModelId: text(256).optional(),
    modelName: text(256).optional(),
    version: whole(1, 2 ** 31 - 1).optional(),
    path: readPath,
  }),
  output: artifactFile,

  async run(context, { path, ...place }) {
    const root = await rootOf(context, place);
    const file = joinPath(root.path, path);
    const found = await findArtifact(context, file);
    countFetch(context, { path: file });
    return found;
  },
});
