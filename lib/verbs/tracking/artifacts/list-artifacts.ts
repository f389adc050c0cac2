import { z } from "zod";
import { runId, text, whole } from "@/lib/core/fields";
import { artifactEntry, folderPath } from "@/lib/core/tracking/artifacts/artifacts";
import { read } from "@/lib/verbs/kernel";
import { joinPath, listFolder, rootOf } from "./shared/artifacts";

export const listArtifacts = read({
  name: "list-artifacts",
  summary: "What lies in a folder of a run's, a logged model's or a version's artifacts, or of the store",
  needs: "read",
  search: true,
  input: z.strictObject({
    runId: runId.optional(),
    loggedModelId: text(256).optional(),
    modelName: text(256).optional(),
    version: whole(1, 2 ** 31 - 1).optional(),
    path: folderPath,
    pageToken: text(200).optional(),
  }),
  /** `path` of an entry is from the root; `name` is its last part. A missing folder is empty. */
  output: z.object({ rootUri: z.string(), items: z.array(artifactEntry.extend({ name: z.string() })) }),

  async run(context, { path, ...place }) {
    const root = await rootOf(context, place);
    const entries = await listFolder(context, joinPath(root.path, path));
    return {
      rootUri: root.uri,
      items: entries.map((entry) => ({ ...entry, name: entry.path, path: joinPath(path, entry.path) })),
    };
  },
});
