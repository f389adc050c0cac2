import { z } from "zod";
import { page, text, whole } from "@/lib/core/fields";
import { experiment } from "@/lib/core/tracking/experiments/experiment";
import { lifecycle } from "@/lib/core/tracking/lifecycle";
import { empty, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { byName, cursorOf, toCursor } from "@/lib/verbs/shared/lists";

const listed = experiment.extend({
  runs: z.number(),
  running: z.number(),
  models: z.number(),
  lastActivityAt: z.date().nullable(),
  note: z.string().nullable(),
});
export type ListedExperiment = z.infer<typeof listed>;
type Row = Omit<ListedExperiment, "lastActivityAt"> & { lastActivity: bigint | null };

const sorts = {
  activity: sql`last_activity`,
  name: sql`lower(e.name)`,
  created: sql`e.created_at`,
  runs: sql`runs`,
} as const;

export const listExperiments = read({
  name: "list-experiments",
  summary: "Experiments with how many runs they have and when something last happened",
  needs: "read",
  search: true,
  input: z.strictObject({
    search: text(500).optional(),
    lifecycle: lifecycle.default("active"),
    sort: z.enum(byName(sorts)).default("activity"),
    order: z.enum(["asc", "desc"]).default("desc"),
    limit: whole(1, 1000).default(100),
    cursor: text(200).optional(),
  }),
  output: page(listed),

  async run({ project, stores: { database } }, { search, lifecycle: stage, sort, order, limit, cursor }) {
    const where = sql`e.project_id = ${project.id} AND e.lifecycle_stage = ${stage}
      ${search ? sql`AND strpos(lower(e.name), lower(${search})) > 0` : empty}`;
    const offset = cursorOf(cursor);
    const direction = order === "asc" ? sql`ASC NULLS LAST` : sql`DESC NULLS LAST`;
    const [rows, counted] = await Promise.all([
      database.query<Row>(sql`
        SELECT e.id::text, e.name, e.artifact_location AS "artifactLocation", e.lifecycle_stage AS "lifecycleStage",
          e.created_at AS "createdAt", e.updated_at AS "updatedAt", r.runs::integer, r.running::integer, m.models::integer,
          r.last_activity AS "lastActivity",
          coalesce((SELECT json_agg(json_build_object('key', key, 'value', value) ORDER BY key) FROM experiment_tag t WHERE t.experiment_id = e.id), '[]') AS tags,
          (SELECT value FROM experiment_tag t WHERE t.experiment_id = e.id AND key = 'mlflow.note.content') AS note
        FROM experiment e
        LEFT JOIN LATERAL (
          SELECT count(*) AS runs, count(*) FILTER (WHERE status = 'RUNNING') AS running,
            max(greatest(start_time, coalesce(end_time, start_time))) AS last_activity
          FROM run WHERE experiment_id = e.id AND run.lifecycle_stage = 'active') r ON true
        LEFT JOIN LATERAL (SELECT count(*) AS models FROM logged_model WHERE experiment_id = e.id AND deleted_at IS NULL) m ON true
        WHERE ${where} ORDER BY ${sorts[sort]} ${direction}, e.id DESC LIMIT ${limit} OFFSET ${offset}`),
      database.query<{ total: bigint }>(sql`SELECT count(*) AS total FROM experiment e WHERE ${where}`),
    ]);
    const total = Number(counted[0]?.total ?? 0);
    // A Date reaches further back than PostgreSQL's times: a run may say that it began in any of them.
    const items = rows.map(({ lastActivity, ...row }) => ({
      ...row,
      lastActivityAt: lastActivity === null ? null : new Date(Number(lastActivity)),
    }));
    return { items, total, nextCursor: toCursor(offset + rows.length, total) };
  },
});
