import { z } from "zod";
import { text } from "@/lib/core/fields";
import { transition } from "@/lib/core/registry/models/transition";
import { bytesVerdicts } from "@/lib/core/registry/versions/bytes";
import { version, versionNumber } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findTransitions } from "@/lib/verbs/registry/models/shared/history";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { findBypasses } from "./shared/bypasses";
import {
  bypassed,
  describeRun,
  findFiles,
  findPending,
  pendingRequest,
  sourceRun,
} from "./shared/description";
import { digestOf } from "./shared/digest";
import { findFetches } from "./shared/fetches";
import { stoodInProduction } from "./shared/stood";
import { findVersion, presentVersion } from "./shared/versions";

export const describeVersion = read({
  name: "describe-version",
  summary: "One version with its source run, its files' digest, its moves between stages and who fetched it",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber }),
  output: z.object({
    version,
    /** null when no run is named, or the run is gone. */
    sourceRun: sourceRun.nullable(),
    /** null when the files lie outside our store. */
    digest: z.object({ sha256: z.string(), files: z.number(), bytes: z.number() }).nullable(),
    /** The first hundred, paths from the version's folder. */
    files: z.array(z.object({ path: z.string(), size: z.number() })),
    transitions: z.array(transition),
    pendingRequests: z.array(pendingRequest),
    /** Its last time in Production, and whether its files are still those that entered it. */
    stood: z.object({ since: z.date(), until: z.date().nullable(), bytes: z.enum(bytesVerdicts) }).nullable(),
    /** null where it came to its stage by what the policy asks. */
    bypass: bypassed.nullable(),
    fetches: z.object({
      days: z.number(),
      total: z.number(),
      /** Whoever fetched last stands first. */
      people: z.array(z.object({ by: z.string(), byId: z.string(), count: z.number(), lastAt: z.date() })),
    }),
  }),

  async run(context, { name, version: number }) {
    const model = await findModel(context.stores.database.prisma, context, name);
    const row = await findVersion(context.stores.database.prisma, model, number);
    const found = await presentVersion(context, row.id);
    const placed = { modelId: model.id, number };
    // Once: all files of the version are in it.
    const counted = digestOf(context, found.storage, context.stores.database.prisma);
    const [run, digest, files, transitions, pendingRequests, stood, bypassOf, fetches] = await Promise.all([
      describeRun(context, found.runId),
      counted,
      findFiles(context, found.storage),
      findTransitions(context, { modelId: model.id, version: number, limit: 200, offset: 0 }),
      findPending(context, row.id),
      stoodInProduction(context, context.stores.database.prisma, row, counted),
      findBypasses(context.stores.database.prisma, [placed]),
      findFetches(context, row.id),
    ]);
    return {
      ...{ version: found, sourceRun: run, digest, files, transitions },
      ...{ pendingRequests, stood, bypass: bypassOf(placed), fetches },
    };
  },
});
