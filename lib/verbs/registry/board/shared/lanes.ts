import { groupBy } from "@/lib/core/registry/board/group";
import {
  commonMetric,
  differenceOf,
  type Headline,
  headlineOf,
  isOpen,
} from "@/lib/core/registry/board/headline";
import { defaultPolicy, type Policy } from "@/lib/core/registry/policies/policy";
import { type Stage, stages } from "@/lib/core/registry/stages";
import { empty, type Sql, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { findBypasses, markOf } from "@/lib/verbs/registry/versions/shared/bypasses";

/** Which versions the board shows. `versions`: these alone, by id. */
export type Asked = {
  by: "model" | "stage";
  model?: string | undefined;
  search?: string | undefined;
  stage?: Stage | undefined;
  versions?: readonly string[] | undefined;
};

export type LaneRow = { id: string; versions: number };
export type PlacedRow = {
  id: string;
  modelId: string;
  number: number;
  stage: Stage;
  runId: string | null;
  runName: string | null;
  createdAt: Date;
  createdBy: string | null;
  /** How many stand in its column. */
  total: number;
};

// Prompts are models to MLflow's clients, and nothing that is deployed.
const ofModels = ({ project }: Context, { model }: Asked): Sql => sql`m.project_id = ${project.id}
  AND NOT EXISTS (SELECT FROM model_tag t WHERE t.model_id = m.id AND t.key = 'mlflow.prompt.is_prompt' AND t.value = 'true')
  ${model === undefined ? empty : sql`AND m.name = ${model}`}`;

const isNarrowed = ({ search, stage, versions }: Asked) =>
  search !== undefined || stage !== undefined || versions !== undefined;

/** What is searched for may stand in the model's name, the run's name or an alias. */
const ofVersions = ({ search, stage, versions }: Asked): Sql => sql`
  ${stage === undefined ? empty : sql`AND v.stage = ${stage}`}
  ${versions === undefined ? empty : sql`AND v.id = ANY(${[...versions]}::text[])`}
  ${
    search === undefined
      ? empty
      : sql`AND (strpos(lower(m.name), lower(${search})) > 0
          OR EXISTS (SELECT FROM run f WHERE f.id = v.run_id AND strpos(lower(f.name), lower(${search})) > 0)
          OR EXISTS (SELECT FROM model_alias f WHERE f.version_id = v.id AND strpos(lower(f.alias), lower(${search})) > 0))`
  }`;

/** The lanes in the order of their models' names, and how many lanes and versions match in all. */
export async function findLanes(
  context: Context,
  asked: Asked,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ lanes: LaneRow[]; total: number; versions: number }> {
  // A model without versions has a lane too, until somebody looks for some versions.
  const rows = await context.stores.database.query<
    { total: number; all: number } & { [K in keyof LaneRow]: LaneRow[K] | null }
  >(sql`
    WITH found AS MATERIALIZED (
      SELECT m.id, m.name, count(v.id)::int AS versions
      FROM model m LEFT JOIN version v ON v.model_id = m.id ${ofVersions(asked)}
      WHERE ${ofModels(context, asked)} GROUP BY m.id
      ${isNarrowed(asked) ? sql`HAVING count(v.id) > 0` : empty}
    )
    SELECT t.total, t."all", p.id, p.versions
    FROM (SELECT count(*)::int AS total, coalesce(sum(versions), 0)::int AS "all" FROM found) t
    LEFT JOIN LATERAL (SELECT * FROM found ORDER BY lower(name), id LIMIT ${limit} OFFSET ${offset}) p ON true`);
  return {
    lanes: rows.flatMap(({ id, versions }) => (id === null || versions === null ? [] : [{ id, versions }])),
    total: rows[0]?.total ?? 0,
    versions: rows[0]?.all ?? 0,
  };
}

/** The newest `limit` versions of each column, of these models or of all. */
export function findPlaced(
  context: Context,
  asked: Asked,
  { limit, models }: { limit: number; models?: readonly string[] },
): Promise<PlacedRow[]> {
  const column = asked.by === "model" ? sql`v.model_id, v.stage` : sql`v.stage`;
  return context.stores.database.query<PlacedRow>(sql`
    SELECT p.id, p.model_id AS "modelId", p.number, p.stage, p.run_id AS "runId", r.name AS "runName",
      p.created_at AS "createdAt", coalesce(u.name, p.created_by) AS "createdBy", p.total
    FROM (
      SELECT v.*, row_number() OVER (PARTITION BY ${column} ORDER BY v.created_at DESC, v.number DESC) AS place,
        (count(*) OVER (PARTITION BY ${column}))::int AS total
      FROM version v JOIN model m ON m.id = v.model_id
      WHERE ${ofModels(context, asked)} ${models === undefined ? empty : sql`AND m.id = ANY(${[...models]}::text[])`}
        ${ofVersions(asked)}
    ) p
    LEFT JOIN run r ON r.id = p.run_id LEFT JOIN "user" u ON u.id = p.created_by
    WHERE p.place <= ${limit} ORDER BY p.created_at DESC, p.number DESC`);
}

export type ModelFacts = {
  id: string;
  name: string;
  owner: string | null;
  production: number | null;
  headline: Headline | null;
  guarded: Stage[];
};

/** What the cards of these models have in common: owner, what stands in Production, the headline metric, guarded stages. */
export async function findModelFacts(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, ModelFacts>> {
  const { database } = context.stores;
  const [rows, policies] = await Promise.all([
    database.query<Pick<ModelFacts, "id" | "name" | "owner" | "production">>(sql`
      SELECT m.id, m.name, coalesce(u.name, m.owner_id) AS owner, v.number AS production FROM model m
      LEFT JOIN "user" u ON u.id = m.owner_id
      LEFT JOIN version v ON v.model_id = m.id AND v.stage = 'Production'
      WHERE m.id = ANY(${[...ids]}::text[])`),
    effectivePolicies(database.prisma, context, ids),
  ]);
  const policyOf = (id: string): Policy => policies.get(id)?.policy ?? defaultPolicy("open");
  const undecided = ids.filter((id) => isOpen(policyOf(id)));
  const common = await commonMetrics(context, undecided);
  return new Map(
    rows.map((row) => {
      const policy = policyOf(row.id);
      return [
        row.id,
        {
          ...row,
          headline: headlineOf(policy, common.get(row.id)),
          guarded: stages.filter((stage) => policy.guards[stage] !== undefined),
        },
      ];
    }),
  );
}

/** The metric that most versions of each model have. What the machine did while it trained says nothing of a model. */
async function commonMetrics(context: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await context.stores.database.query<{ modelId: string; key: string; versions: number }>(sql`
    SELECT v.model_id AS "modelId", k.key, count(*)::int AS versions
    FROM version v JOIN run_metric k ON k.run_id = v.run_id AND NOT starts_with(k.key, 'system/')
    WHERE v.model_id = ANY(${[...ids]}::text[]) GROUP BY v.model_id, k.key`);
  const byModel = groupBy(rows, ({ modelId }) => modelId);
  return new Map(
    [...byModel].flatMap(([id, counts]) => {
      const key = commonMetric(counts);
      return key === undefined ? [] : [[id, key] as const];
    }),
  );
}

export type Score = { metric: number | null; difference: number | null };

/** The headline metric of each version, and its difference to the one in Production. */
export async function findScores(
  context: Context,
  placed: readonly PlacedRow[],
  facts: ReadonlyMap<string, ModelFacts>,
): Promise<(version: PlacedRow) => Score> {
  const wanted = [...facts.values()].flatMap(({ id, headline }) =>
    headline === null ? [] : [[id, headline.metric] as const],
  );
  const rows = await context.stores.database.query<{
    id: string;
    modelId: string;
    stage: string;
    value: number;
  }>(
    sql`SELECT v.id, v.model_id AS "modelId", v.stage, k.value
      FROM unnest(${wanted.map(([id]) => id)}::text[], ${wanted.map(([, key]) => key)}::text[]) AS w (model_id, key)
      JOIN version v ON v.model_id = w.model_id
        AND (v.stage = 'Production' OR v.id = ANY(${placed.map(({ id }) => id)}::text[]))
      JOIN run_metric k ON k.run_id = v.run_id AND k.key = w.key`,
  );
  const values = new Map(rows.map(({ id, value }) => [id, value]));
  const production = new Map(
    rows.flatMap(({ modelId, stage, value }) => (stage === "Production" ? [[modelId, value]] : [])),
  );
  return ({ id, modelId, stage }) => {
    const metric = values.get(id) ?? null;
    const against = stage === "Production" ? null : (production.get(modelId) ?? null);
    return { metric, difference: differenceOf(metric, against) };
  };
}

/** What else these versions carry: their aliases, and whether they came to their stage past the policy. */
export async function findMarks(context: Context, placed: readonly PlacedRow[]) {
  const { database } = context.stores;
  const ids = placed.map(({ id }) => id);
  const [aliases, bypassOf] = await Promise.all([
    database.query<{ id: string; alias: string }>(
      sql`SELECT version_id AS id, alias FROM model_alias WHERE version_id = ANY(${ids}::text[]) ORDER BY alias`,
    ),
    findBypasses(database.prisma, placed),
  ]);
  const aliasesOf = groupBy(aliases, ({ id }) => id);
  return {
    aliases: ({ id }: PlacedRow) => (aliasesOf.get(id) ?? []).map(({ alias }) => alias),
    bypass: (version: PlacedRow) => markOf(bypassOf(version)),
  };
}
