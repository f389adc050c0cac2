import { z } from "zod";
import { runId } from "@/lib/core/fields";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { joinPath } from "@/lib/verbs/tracking/artifacts/shared/artifacts";
import { findRun } from "@/lib/verbs/tracking/runs/shared/runs";

const most = 50;

/** One that a version can be made from. */
const runModel = z.object({
  /** What `create-version` takes as its source. */
  source: z.string(),
  kind: z.enum(["logged-model", "folder"]),
  /** A logged model's name, or the folder from the run's own; "" is the run's own folder. */
  name: z.string(),
  /** False while a logged model is not finished, or where its upload failed. */
  ready: z.boolean(),
});

export const listRunModels = read({
  name: "list-run-models",
  summary:
    "What of a run a version can be made from: its logged models, and folders that hold an MLmodel file",
  needs: "read",
  input: z.strictObject({ runId }),
  output: z.object({ items: z.array(runModel) }),

  async run(context, input) {
    const { database } = context.stores;
    const run = await findRun(database.prisma, context, input.runId);
    const logged = await database.prisma.loggedModel.findMany({
      where: { projectId: context.project.id, sourceRunId: run.id, deletedAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: most,
    });
    const root = storedPath(run.artifactUri);
    const folders =
      root === null
        ? []
        : await database.query<{ name: string }>(sql`
            SELECT rtrim(left(substr(path, char_length(${root}::text) + 2), -char_length('MLmodel')), '/') AS name
            FROM artifact
            WHERE project_id = ${context.project.id} AND path > ${`${root}/`}::text AND path < ${`${root}0`}::text
              AND path LIKE '%/MLmodel'
            ORDER BY array_length(string_to_array(path, '/'), 1), path LIMIT ${most}`);
    return {
      items: [
        ...logged.map(({ id, name, status }) => ({
          source: `models:/${id}`,
          kind: "logged-model" as const,
          name,
          ready: status === "LOGGED_MODEL_READY",
        })),
        ...folders.flatMap(({ name }) => {
          // A folder that clients read otherwise than it is spelled makes no version.
          if (storedPath(joinPath(run.artifactUri, name)) === null) return [];
          const source = name === "" ? run.artifactUri : `runs:/${run.id}/${name}`;
          return { source, kind: "folder" as const, name, ready: true };
        }),
      ],
    };
  },
});
