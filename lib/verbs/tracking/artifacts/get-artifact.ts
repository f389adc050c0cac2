import { z } from "zod";
import { runId, text, whole } from "@/lib/core/fields";
import { artifactFile } from "@/lib/core/tracking/artifacts/artifacts";
import { readPath } from "@/lib/core/tracking/artifacts/images";
import { read } from "@/lib/verbs/kernel";
import { countFetch } from "@/lib/verbs/registry/versions/shared/fetches";
import { findArtifact, joinPath, rootOf } from "./shared/artifacts";

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
