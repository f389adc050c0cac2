import { canonicalJson } from "@/lib/core/canonical-json";
import { groupBy } from "@/lib/core/registry/board/group";
import { type Database, sql, type Transaction } from "@/lib/stores/database/database";
import { actorBody, appendCounted } from "./audit";
import type { Context, WriteContext } from "./kernel";

/** Who changes a run, as `run_change` counts it. */
export const changedBy = ({ actor }: Pick<Context, "actor">): string => canonicalJson(actorBody(actor));

/** Announces what a logging verb did, and counts it on those of these runs, or of the runs that logged these models, that are watched. */
export async function announceChange(
  context: WriteContext,
  verb: string,
  kind: string,
  subjects: readonly string[],
): Promise<void> {
  const ids = sql`${[...subjects]}::text[]`;
  const runs =
    kind === "logged-model" ? sql`ARRAY(SELECT source_run_id FROM logged_model WHERE id = ANY(${ids}))` : ids;
  // One statement, since logging waits for it.
  await context.tx.$executeRaw(sql`
    WITH told AS (INSERT INTO event (project_id, kind, subject) SELECT ${context.project.id}, ${kind}, s FROM unnest(${ids}) AS s)
    SELECT note_run_changes(${runs}, ${changedBy(context)}, ${verb}, ARRAY[]::text[])`);
}

type ChangeRow = {
  run_id: string;
  minute: Date;
  actor: string;
  verb: string;
  project_id: string;
  count: number;
  keys: string[];
  first_at: Date;
  last_at: Date;
};

// A transaction lasts 5 s at most: who began in a minute has counted by then.
const settled = sql`date_trunc('minute', now() - interval '10 seconds')`;
const atOnce = 50;

/**
 * Makes records of what was counted in minutes that are over: one a run, minute and person or token. Counts are taken and told
 * in one transaction, so that a crash loses none and tells none twice.
 */
export async function tellRunChanges(database: Database): Promise<void> {
  while ((await database.transaction(tellSome)) === atOnce);
}

async function tellSome(tx: Transaction): Promise<number> {
  const rows = await tx.$queryRaw<ChangeRow[]>(sql`
    DELETE FROM run_change WHERE (run_id, minute) IN (
      SELECT run_id, minute FROM run_change WHERE minute < ${settled}
      GROUP BY run_id, minute ORDER BY minute, run_id LIMIT ${atOnce})
    RETURNING *`);
  const runs = groupBy(rows, ({ run_id, minute }) => `${minute.toISOString()} ${run_id}`);
  const behind = await standingBehind(tx, rows);
  for (const [, changes] of [...runs].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    for (const [, mine] of groupBy(changes, ({ actor }) => whoOf(actor))) await tell(tx, mine, behind);
  return runs.size;
}

/** Sessions of one person are one; a token is told apart from its owner. */
function whoOf(actor: string): string {
  const { session: _, ...who }: Record<string, unknown> = JSON.parse(actor);
  return canonicalJson(who);
}

async function tell(
  tx: Transaction,
  changes: readonly ChangeRow[],
  behind: ReadonlyMap<string, { name: string; behind: string[] }>,
): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const run = behind.get(first.run_id);
  const times = changes.flatMap(({ first_at, last_at }) => [first_at.getTime(), last_at.getTime()]);
  const verbs = [...groupBy(changes, ({ verb }) => verb)].map(([verb, of]) => [
    verb,
    of.reduce((sum, { count }) => sum + count, 0),
  ]);
  await appendCounted(tx, { actor: JSON.parse(first.actor), project: first.project_id }, "change-run", {
    target: { type: "run", id: first.run_id, ...(run ? { name: run.name } : {}) },
    after: {
      changes: changes.reduce((sum, { count }) => sum + count, 0),
      verbs: Object.fromEntries(verbs),
      keys: [...new Set(changes.flatMap(({ keys }) => keys))].toSorted(),
      first: new Date(Math.min(...times)),
      last: new Date(Math.max(...times)),
      behind: run?.behind ?? [],
    },
  });
}

/** What stands on each run: versions by stage, and the requests for them that wait. */
async function standingBehind(tx: Transaction, changes: readonly ChangeRow[]) {
  const ids = [...new Set(changes.map(({ run_id }) => run_id))];
  const rows = await tx.$queryRaw<{ id: string; name: string; behind: string[] }[]>(sql`
    SELECT run.id, run.name, ARRAY(
      SELECT m.name || '/' || v.number || ' in ' || v.stage || coalesce((
        SELECT ', asked for ' || r.to_stage || ' (/requests/' || r.id || ')' FROM stage_request r
        WHERE r.version_id = v.id AND r.status IN ('open', 'changes-requested') LIMIT 1), '')
      FROM version v JOIN model m ON m.id = v.model_id WHERE v.run_id = run.id
      ORDER BY m.name, v.number LIMIT 20) AS behind
    FROM run WHERE run.id = ANY(${ids}::text[])`);
  return new Map(rows.map(({ id, name, behind }) => [id, { name, behind }]));
}
