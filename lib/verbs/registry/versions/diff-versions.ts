import { z } from "zod";
import { text } from "@/lib/core/fields";
import {
  commitsBetween,
  differenceKinds,
  differencePartOf,
  differenceRows,
  versionDifference,
} from "@/lib/core/registry/versions/difference";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { betterBy, type Compared, findCompared } from "./shared/compared";

/** As many rows of a kind as a page can show. */
const most = 1000;

export const diffVersions = read({
  name: "diff-versions",
  summary: "What differs between two versions of a model: metrics, params, datasets, files, code and tags",
  needs: "read",
  input: z.strictObject({
    name: text(256).min(1),
    /** Left out where there is nothing to compare with: then all of `to` is new. */
    from: versionNumber.optional(),
    to: versionNumber,
  }),
  output: versionDifference,

  async run(context, { name, from, to }) {
    const { prisma } = context.stores.database;
    const model = await findModel(prisma, context, name);
    const [before, after, { policy }] = await Promise.all([
      from === undefined ? null : findCompared(context, model, from),
      findCompared(context, model, to),
      effectivePolicy(prisma, context, model.id),
    ]);
    const better = betterBy(policy);
    const parts = differenceKinds.map((kind) => {
      // Files that lie elsewhere are not gone: they cannot be seen.
      const comparable = kind !== "artifact" || (after.stored && before?.stored !== false);
      const rows = comparable
        ? differenceRows(kind, before?.entries[kind] ?? [], after.entries[kind], better)
        : [];
      return differencePartOf(kind, rows, { most, withSame: kind !== "artifact" });
    });
    const gitOf = (side: Compared | null, key: string) =>
      String(side?.entries.git.find((entry) => entry.key === key)?.value ?? "");
    return {
      model: model.name,
      from: before && sideOf(before),
      to: sideOf(after),
      parts,
      commitsUrl: commitsBetween(gitOf(after, "repository"), gitOf(before, "commit"), gitOf(after, "commit")),
    };
  },
});

const sideOf = ({ entries: _, ...side }: Compared) => side;
