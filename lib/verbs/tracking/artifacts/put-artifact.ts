import { Readable } from "node:stream";
import { z } from "zod";
import { invalid, SlipwayError } from "@/lib/core/errors";
import { runId } from "@/lib/core/fields";
import { artifactPath } from "@/lib/core/tracking/artifacts/artifacts";
import { sql } from "@/lib/stores/database/database";
import { actorId, write } from "@/lib/verbs/kernel";
import { requireUnsealed } from "@/lib/verbs/registry/versions/shared/seal";
import { joinPath, requireWritable, rootOf } from "./shared/artifacts";

export const putArtifact = write({
  name: "put-artifact",
  summary: "Upload a file, of any size; one of that name is replaced",
  needs: "runs:write",
  input: z.strictObject({
    path: artifactPath,
    runId: runId.optional(),
    bytes: z.instanceof(Readable),
    /** What Content-Length announced, in bytes: less is refused, and nothing becomes visible. */
    announced: z.number().optional(),
  }),
  output: z.object({ sha256: z.string(), size: z.number() }),

  async prepare(context, { path, runId: run, bytes, announced }) {
    const target = joinPath(run === undefined ? "" : (await rootOf(context, { runId: run })).path, path);
    // Before the bytes, so that gigabytes are not taken in for nothing; and again in the transaction.
    const { prisma } = context.stores.database;
    await requireWritable(prisma, context, target);
    await requireUnsealed(context, prisma, target);
    const file = await context.stores.files.put(bytes, (size) => {
      if (announced !== undefined && size !== announced)
        throw new SlipwayError("malformed", `The body has ${size} bytes, Content-Length said ${announced}.`);
    });
    return { target, file };
  },

  async load(context, _, { target }) {
    await requireWritable(context.tx, context, target);
    await requireUnsealed(context, context.tx, target);
    // A file and a folder of one name cannot be: two uploads at once are put in line.
    await context.tx.$queryRaw(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${context.project.id}/${target.split("/").slice(0, 3).join("/")}`}, 0))::text`,
    );
    const parts = target.split("/");
    const above = parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join("/"));
    const clash = await context.tx.artifact.findFirst({
      where: {
        projectId: context.project.id,
        OR: [{ path: { in: above } }, { path: { gt: `${target}/`, lt: `${target}0` } }],
      },
    });
    if (clash)
      throw invalid(`Invalid path: '${clash.path}' exists, and a name is a file or a folder, not both.`);
  },
  allow: () => null,

  async run(context, _, _loaded, { target, file }) {
    const row = {
      sha256: Uint8Array.from(file.sha256),
      size: BigInt(file.size),
      createdBy: actorId(context),
      createdAt: new Date(),
    };
    await context.tx.artifact.upsert({
      where: { projectId_path: { projectId: context.project.id, path: target } },
      create: { projectId: context.project.id, path: target, ...row },
      update: row,
    });
    const [, run, model] = target.split("/");
    if (run === "models" && model !== undefined) await context.announce("logged-model", model);
    else if (run !== undefined) await context.announce("run", run);
    return file;
  },

  audit: { none: "telemetry" },
  present: ({ sha256, size }) => ({ sha256: sha256.toString("hex"), size }),
});
