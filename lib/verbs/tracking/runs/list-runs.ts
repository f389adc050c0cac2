import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { experimentId, runId, text, whole } from "@/lib/core/fields";
import type { AnyOrder } from "@/lib/core/filter/ast";
import { withTieBreak } from "@/lib/core/filter/order-by";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { runTarget } from "@/lib/core/filter/targets";
import { lifecycle } from "@/lib/core/tracking/lifecycle";
import { parseColumn } from "@/lib/core/tracking/runs/columns";
import { empty, join, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { cursorOf, toCursor } from "@/lib/verbs/shared/lists";
import { orderBy } from "@/lib/verbs/shared/order";
import { parsed } from "@/lib/verbs/shared/parsed";
import { findExperiments } from "@/lib/verbs/tracking/experiments/shared/known-experiments";
import { runFilter } from "./shared/filter";
import { runOrder } from "./shared/order";
import { type ListedRun, listedRun, shapeRow } from "./shared/run-rows";
import { loopedRuns, underParent } from "./shared/tree";

export const listRuns = read({
  name: "list-runs",
  summary: "Runs as a table: chosen columns, filter, order, how many match",
  needs: "read",
  search: true,
  input: z.strictObject({
    experiment: z.array(experimentId).min(1, "name at least one experiment").max(50),
    filter: text(8192).optional(),
    /** Columns like metrics.loss, params.lr, tags.team; all of a kind by its name alone ("metrics"). */
    columns: z.array(text(300)).max(300).default([]),
    sort: text(300).default("start_time"),
    order: z.enum(["asc", "desc"]).default("desc"),
    lifecycle: lifecycle.default("active"),
    /** `roots`: only runs without a parent; a run's id: its children. */
    parent: z.union([z.literal("roots"), runId]).optional(),
    runs: z.array(runId).max(500).optional(),
    limit: whole(1, 1000).default(200),
    cursor: text(200).optional(),
    /** A position instead of a cursor, for a table that is scrolled to anywhere. */
    offset: whole(0, 10_000_000).optional(),
  }),
  output: z.object({ items: z.array(listedRun), total: z.number(), nextCursor: z.string().nullable() }),

  async run(context, input) {
    const { database } = context.stores;
    const ids = await findExperiments(context, input.experiment);
    const readLooped = () => loopedRuns(database, ids, input.lifecycle);
    const above = input.parent === undefined ? undefined : await readLooped();
    const where = sql`run.experiment_id = ANY(${ids}::bigint[]) AND run.lifecycle_stage = ${input.lifecycle}
      ${input.runs ? sql`AND run.id = ANY(${input.runs}::text[])` : empty}
      ${underParent(input.parent, above ?? none)} AND ${runFilter(parsed("filter", () => parseFilter(runTarget, input.filter)))}`;
    const order = runOrder(ordersOf(input.sort, input.order === "desc"));
    const offset = input.offset ?? cursorOf(input.cursor);
    const [rows, counted] = await Promise.all([
      database.query<Parameters<typeof shapeRow>[0]>(sql`
        WITH matched AS MATERIALIZED (
          SELECT run.* FROM run ${order.joins} WHERE ${where} ORDER BY ${orderBy(order)} LIMIT ${input.limit} OFFSET ${offset}
        ), page AS (SELECT *, row_number() OVER () AS position FROM matched)
        SELECT run.id, run.name, run.experiment_id::text AS "experimentId", run.user_name AS "userName", run.status,
          run.start_time AS "startTime", run.end_time AS "endTime", run.lifecycle_stage AS "lifecycleStage",
          ${columnsOf("metrics", input.columns)} AS metrics, ${columnsOf("params", input.columns)} AS params,
          ${columnsOf("tags", input.columns)} AS tags,
          (SELECT value FROM run_tag WHERE run_id = run.id AND key = 'mlflow.parentRunId') AS "parentId",
          (SELECT count(*)::integer FROM run_tag t JOIN run child ON child.id = t.run_id AND child.lifecycle_stage = run.lifecycle_stage
              AND child.experiment_id = run.experiment_id
            WHERE t.key = 'mlflow.parentRunId' AND t.value = run.id) AS children,
          (SELECT json_agg(d.name || ' (' || d.digest || ')' ORDER BY rd.position) FROM run_dataset rd JOIN dataset d ON d.id = rd.dataset_id
            WHERE rd.run_id = run.id) AS datasets,
          (SELECT json_agg(json_build_object('name', m.name, 'version', v.number, 'stage', v.stage) ORDER BY m.name, v.number)
            FROM version v JOIN model m ON m.id = v.model_id WHERE v.run_id = run.id) AS versions
        FROM page AS run ORDER BY position`),
      database.query<{ total: bigint }>(sql`SELECT count(*) AS total FROM run WHERE ${where}`),
    ]);
    const total = Number(counted[0]?.total ?? 0);
    // Without a tree only a run that has both a parent and children can be in a loop.
    const looped =
      above ?? (rows.some((row) => row.parentId !== null && row.children > 0) ? await readLooped() : none);
    // Of a loop's member one child is in the loop, too: a root, and so below nobody.
    const items: ListedRun[] = rows.map((row) =>
      shapeRow(looped.has(row.id) ? { ...row, children: row.children - 1 } : row),
    );
    return { items, total, nextCursor: toCursor(offset + items.length, total) };
  },
});

const none: ReadonlySet<string> = new Set();

/** A column's id as an order; times and ids break ties. */
function ordersOf(sort: string, descending: boolean): AnyOrder[] {
  const column = parseColumn(sort);
  if (column === undefined && !Object.hasOwn(attributeOf, sort))
    throw invalid(`There is no column ${sort.slice(0, 100)} to sort by.`, [
      { pointer: "/sort", message: "is no column" },
    ]);
  const chosen: AnyOrder =
    column === undefined || column.kind === "fixed"
      ? { entity: "attribute", key: attributeOf[sort] ?? "start_time", descending }
      : { entity: column.kind, key: column.key, descending };
  return withTieBreak(runTarget, [chosen]);
}
const attributeOf: Record<string, string> = {
  status: "status",
  user: "user_id",
  run_name: "run_name",
  start_time: "start_time",
};

const tables = { metrics: sql`run_metric`, params: sql`run_param`, tags: sql`run_tag` } as const;
const values = {
  metrics: sql`json_build_array(value::text, min::text, max::text, step::text)`,
  params: sql`value`,
  tags: sql`value`,
} as const;

/** One kind's chosen keys as a JSON object: nothing is read of a kind that no column shows. */
function columnsOf(kind: keyof typeof tables, columns: readonly string[]) {
  const prefix = `${kind}.`;
  const keys = columns
    .filter((column) => column.startsWith(prefix))
    .map((column) => column.slice(prefix.length));
  const all = columns.includes(kind);
  if (!all && keys.length === 0) return sql`NULL::json`;
  const only = all ? empty : sql`AND key IN (${join(keys.map((key) => sql`${key}`))})`;
  return sql`(SELECT json_object_agg(key, ${values[kind]}) FROM ${tables[kind]} WHERE run_id = run.id ${only})`;
}
