import { judge } from "@/lib/core/access";
import type { Request } from "@/lib/core/registry/requests/request";
import { type Sql, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";
import { findAllUnconfirmed } from "@/lib/verbs/registry/requests/shared/confirmations";
import { pending, unconfirmed } from "@/lib/verbs/registry/requests/shared/pending";
import { presentRequests } from "@/lib/verbs/registry/requests/shared/requests";
import { openEyes } from "@/lib/verbs/registry/shared/hands";
import { findBypasses, markOf } from "@/lib/verbs/registry/versions/shared/bypasses";
import { findModelFacts } from "./lanes";

/** How far back an inbox looks, in days. */
const recently = 14;

/** Requests that this actor may decide, and rollbacks to confirm, oldest first. Four eyes are judged on each: one person's are few. */
export async function findWaiting(context: Context): Promise<Request[]> {
  if (!judge(context.actor, "decide").allowed) return [];
  const all = await requestsWhere(
    context,
    sql`((${pending(context)} AND r.status = 'open') OR ${unconfirmed}) ORDER BY r.created_at, r.id LIMIT 1000`,
  );
  return all.filter(({ you }) => you.mayDecide);
}

/** What this actor has asked for and waits for, those with changes to make first. */
export async function findMine(context: Context): Promise<Request[]> {
  const rows = await requestsWhere(
    context,
    sql`(${pending(context)} OR ${unconfirmed}) AND r.requested_by = ${actorId(context)} ORDER BY r.created_at, r.id LIMIT 200`,
  );
  return rows.toSorted((a, b) => Number(b.you.mayRevise) - Number(a.you.mayRevise));
}

/** What came of requests lately, newest first: of all for who decides, else of one's own. */
export const findDecided = (context: Context): Promise<Request[]> =>
  requestsWhere(
    context,
    sql`NOT ${pending(context)} AND NOT ${unconfirmed} AND coalesce(r.decided_at, r.expires_at) > now() - make_interval(days => ${recently}::int)
      AND (${judge(context.actor, "decide").allowed}::boolean OR r.requested_by = ${actorId(context)})
      ORDER BY coalesce(r.decided_at, r.expires_at) DESC, r.id LIMIT 10`,
  );

async function requestsWhere(context: Context, condition: Sql): Promise<Request[]> {
  const rows = await context.stores.database.query<{ id: string }>(
    sql`SELECT r.id FROM stage_request r WHERE r.project_id = ${context.project.id} AND ${condition}`,
  );
  return presentRequests(
    context,
    rows.map(({ id }) => id),
  );
}

/** When the project's last decision was made; null where there was none. */
export async function lastDecision({ stores, project }: Context): Promise<Date | null> {
  const [row] = await stores.database.query<{ at: Date | null }>(
    sql`SELECT max(decided_at) AS at FROM stage_request WHERE project_id = ${project.id}`,
  );
  return row?.at ?? null;
}

export type WaitingPolicy = { model: string; number: number; by: string; at: Date; reason: string };

/** Changes of policy that loosen something and wait for this engineer, oldest first. */
export async function findWaitingPolicies(context: Context): Promise<WaitingPolicy[]> {
  if (!judge(context.actor, "decide").allowed) return [];
  const { database } = context.stores;
  const { ties } = await openEyes(database.prisma, context);
  const tied = [actorId(context) ?? "", ...ties.keys()];
  return database.query<WaitingPolicy>(sql`
    SELECT m.name AS model, p.number, coalesce(u.name, p.created_by) AS by, p.created_at AS at, p.reason
    FROM policy p JOIN model m ON m.id = p.model_id LEFT JOIN "user" u ON u.id = p.created_by
    WHERE m.project_id = ${context.project.id} AND p.status = 'waiting' AND p.created_by <> ALL(${tied}::text[])
    ORDER BY p.created_at, m.name LIMIT 200`);
}

type Placed = { modelId: string; version: number; since: Date; runId: string | null };

/** What stands in Production, one line a model, with its headline metric and the rollback that nobody confirmed yet; the newest first. */
export async function findProduction(context: Context, limit: number) {
  const { database } = context.stores;
  const rows = await database.query<Placed & { total: number }>(sql`
    SELECT v.model_id AS "modelId", v.number AS version, v.run_id AS "runId", (count(*) OVER ())::int AS total,
      coalesce((SELECT max(t.at) FROM transition t
        WHERE t.model_id = v.model_id AND t.version = v.number AND t.to_stage = 'Production'), v.updated_at) AS since
    FROM version v JOIN model m ON m.id = v.model_id
    WHERE m.project_id = ${context.project.id} AND v.stage = 'Production' ORDER BY since DESC, m.name LIMIT ${limit}`);
  const facts = await findModelFacts(
    context,
    rows.map(({ modelId }) => modelId),
  );
  const [values, unconfirmedOf, bypassOf] = await Promise.all([
    headlineValues(context, rows, (id) => facts.get(id)?.headline?.metric),
    findAllUnconfirmed(context),
    findBypasses(
      database.prisma,
      rows.map(({ modelId, version: number }) => ({ modelId, number })),
    ),
  ]);
  const items = rows.map(({ modelId, version, since }) => {
    const metric = facts.get(modelId)?.headline?.metric;
    return {
      model: facts.get(modelId)?.name ?? "",
      ...{ version, since, bypass: markOf(bypassOf({ modelId, number: version })) },
      headline: metric === undefined ? null : { metric, value: values.get(modelId) ?? null },
      unconfirmed: unconfirmedOf.get(modelId) ?? null,
    };
  });
  return { items, total: rows[0]?.total ?? 0 };
}

/** The last value of each model's headline metric, by the model's id. */
async function headlineValues(
  { stores }: Context,
  placed: readonly Placed[],
  metricOf: (modelId: string) => string | undefined,
): Promise<Map<string, number>> {
  const wanted = placed.flatMap(({ modelId, runId }) => {
    const key = metricOf(modelId);
    return key === undefined || runId === null ? [] : [{ modelId, runId, key }];
  });
  const rows = await stores.database.query<{ modelId: string; value: number }>(sql`
    SELECT w.model_id AS "modelId", k.value
    FROM unnest(${wanted.map(({ modelId }) => modelId)}::text[], ${wanted.map(({ runId }) => runId)}::text[],
      ${wanted.map(({ key }) => key)}::text[]) AS w (model_id, run_id, key)
    JOIN run_metric k ON k.run_id = w.run_id AND k.key = w.key`);
  return new Map(rows.map(({ modelId, value }) => [modelId, value]));
}

export type InboxRun = {
  id: string;
  name: string;
  experiment: { id: string; name: string };
  status: string;
  since: Date;
};

/** This person's runs that run now or failed within a week, of those begun within a month; the newest first. */
export async function findMyRuns(context: Context): Promise<InboxRun[]> {
  const rows = await context.stores.database.query<{
    id: string;
    name: string;
    experimentId: string;
    experiment: string;
    status: string;
    since: Date;
  }>(sql`
    SELECT r.id, r.name, e.id::text AS "experimentId", e.name AS experiment, r.status,
      to_timestamp((CASE WHEN r.status = 'RUNNING' THEN r.start_time ELSE coalesce(r.end_time, r.start_time) END) / 1000.0) AS since
    FROM run r JOIN experiment e ON e.id = r.experiment_id
    WHERE r.project_id = ${context.project.id} AND r.created_by = ${actorId(context)} AND r.lifecycle_stage = 'active'
      AND r.start_time BETWEEN extract(epoch FROM now() - interval '30 days') * 1000 AND extract(epoch FROM now() + interval '1 day') * 1000
      AND (r.status = 'RUNNING'
        OR (r.status = 'FAILED' AND coalesce(r.end_time, r.start_time) > extract(epoch FROM now() - interval '7 days') * 1000))
    ORDER BY r.status = 'RUNNING' DESC, r.start_time DESC LIMIT 20`);
  return rows.map(({ experimentId, experiment, ...run }) => ({
    ...run,
    experiment: { id: experimentId, name: experiment },
  }));
}
