import { z } from "zod";
import { page, text, whole } from "@/lib/core/fields";
import { transition } from "@/lib/core/registry/models/transition";
import { stageNamed, stages } from "@/lib/core/registry/stages";
import { sql } from "@/lib/stores/database/database";
import { type Context, read } from "@/lib/verbs/kernel";
import { cursorOf, toCursor } from "@/lib/verbs/shared/lists";
import { findTransitions } from "./shared/history";
import { findModel } from "./shared/models";

const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** ISO 8601, or epoch ms; of a year that PostgreSQL and ISO write alike. */
const moment = z
  .union(
    [z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,15}$/)],
    "must be a time, like 2026-01-31T00:00:00Z",
  )
  .transform((value) => new Date(/^\d+$/.test(value) ? Number(value) : value))
  .refine((at) => at.getTime() >= earliest && at.getTime() <= latest, "must be of a year from 1 to 9999");

const standing = z.object({ version: z.number(), stage: z.enum(stages), since: z.date() });

export const getHistory = read({
  name: "get-history",
  summary: "A model's moves between stages, newest first; with `at`, what stood where at that time",
  needs: "read",
  input: z.strictObject({
    name: text(256).min(1),
    at: moment.optional(),
    limit: whole(1, 1000).default(200),
    cursor: text(200).optional(),
  }),
  output: page(transition).extend({ standing: z.array(standing) }),

  async run(context, { name, at, limit, cursor }) {
    const { prisma } = context.stores.database;
    const { id } = await findModel(prisma, context, name);
    const offset = cursorOf(cursor);
    const [items, total, standingThen] = await Promise.all([
      findTransitions(context, { modelId: id, limit, offset, ...(at === undefined ? {} : { until: at }) }),
      prisma.transition.count({ where: { modelId: id, ...(at === undefined ? {} : { at: { lte: at } }) } }),
      stoodAt(context, id, at ?? null),
    ]);
    return { items, total, nextCursor: toCursor(offset + items.length, total), standing: standingThen };
  },
});

/** Where each version stood: its last move until then, or None since it was made. Deleted ones stand in Archived. */
async function stoodAt({ stores }: Context, modelId: string, at: Date | null) {
  const rows = await stores.database.query<{ version: number; stage: string; since: Date }>(sql`
    SELECT DISTINCT ON (version) version, stage, since FROM (
      SELECT version, to_stage AS stage, at AS since, id FROM transition WHERE model_id = ${modelId} AND (${at}::timestamptz IS NULL OR at <= ${at}::timestamptz)
      UNION ALL
      SELECT number, 'None', created_at, 0 FROM version WHERE model_id = ${modelId} AND (${at}::timestamptz IS NULL OR created_at <= ${at}::timestamptz)) AS moves
    ORDER BY version, since DESC, id DESC`);
  return rows.map(({ stage, ...row }) => ({ ...row, stage: stageNamed(stage) ?? ("None" as const) }));
}
