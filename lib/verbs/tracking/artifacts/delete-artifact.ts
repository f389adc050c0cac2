import { z } from "zod";
import { artifactPath } from "@/lib/core/tracking/artifacts/artifacts";
import { write } from "@/lib/verbs/kernel";
import { requireUnsealed } from "@/lib/verbs/registry/versions/shared/seal";
import { requireWritable } from "./shared/artifacts";

export const deleteArtifact = write({
  name: "delete-artifact",
  summary: "Delete a file, or a folder with all below it; what is gone already is no error",
  needs: "runs:write",
  input: z.strictObject({ path: artifactPath }),
  output: z.object({ deleted: z.number() }),

  async load(context, { path }) {
    await requireWritable(context.tx, context, path);
    await requireUnsealed(context, context.tx, path);
    const where = {
      projectId: context.project.id,
      OR: [{ path }, { path: { gt: `${path}/`, lt: `${path}0` } }],
    };
    const found = await context.tx.artifact.aggregate({ where, _count: true, _sum: { size: true } });
    return { where, files: found._count, bytes: found._sum.size ?? 0n };
  },
  allow: () => null,

  async run(context, { path }, { where }) {
    // The bytes stay until the sweep: another name may hold the same ones.
    const { count } = await context.tx.artifact.deleteMany({ where });
    const [, run] = path.split("/");
    if (count > 0 && run !== undefined && run !== "models") await context.announce("run", run);
    return count;
  },

  audit: (deleted, { path }, { bytes }) => ({
    target: { type: "artifact", id: path },
    before: { files: deleted, bytes: String(bytes) },
  }),
  present: (deleted) => ({ deleted }),
});
