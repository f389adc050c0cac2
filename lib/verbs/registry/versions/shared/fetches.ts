import { foldersOf, storageUri, storedPath } from "@/lib/core/tracking/artifacts/storage";
import { perProcess } from "@/lib/process";
import { type Database, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";

/**
 * What one actor fetched of late, in memory: a job finds the versions and writes. A load of a model asks for the place of
 * its files and then for each of them, so what is asked without a pause is gathered and counted as one.
 */
export type Visit = {
  projectId: string;
  actor: string;
  firstAt: number;
  lastAt: number;
  /** How often the place of a version's files was asked, by the version's id. */
  versions: Map<string, number>;
  /** How often a file was asked for, by its path in the store. */
  paths: Map<string, number>;
};

const pauseMs = 5_000;
const longestMs = 60_000;
const mostPaths = 10_000;

/** Remembers that somebody fetched a file, or asked where a version's files lie. Costs no query. */
export function countFetch(context: Context, what: { path: string } | { versionId: string }): void {
  const actor = actorId(context);
  if (actor === null || context.actor.kind === "system") return;
  const { id: projectId } = context.project;
  const key = `${projectId} ${actor}`;
  const now = Date.now();
  const visit = perProcess.fetches.get(key) ?? {
    ...{ projectId, actor, firstAt: now, lastAt: now },
    ...{ versions: new Map<string, number>(), paths: new Map<string, number>() },
  };
  visit.lastAt = now;
  if ("versionId" in what) add(visit.versions, what.versionId);
  // A sweep over very many files need not be held whole to be counted.
  else if (visit.paths.size < mostPaths || visit.paths.has(what.path)) add(visit.paths, what.path);
  perProcess.fetches.set(key, visit);
}

const add = (counts: Map<string, number>, key: string, times = 1) =>
  counts.set(key, (counts.get(key) ?? 0) + times);

/** Writes the visits that are over; with `all`, those under way too. */
export async function writeFetches(database: Database, { all = false } = {}): Promise<void> {
  const now = Date.now();
  for (const [key, visit] of [...perProcess.fetches]) {
    if (!all && now - visit.lastAt < pauseMs && now - visit.firstAt < longestMs) continue;
    perProcess.fetches.delete(key);
    try {
      await writeVisit(database, visit);
    } catch (error) {
      putBack(key, visit);
      throw error;
    }
  }
}

/** What could not be written is counted on, behind all others: one that fails for ever keeps none of them back. */
function putBack(key: string, visit: Visit): void {
  const meanwhile = perProcess.fetches.get(key);
  for (const what of ["versions", "paths"] as const)
    for (const [of, times] of meanwhile?.[what] ?? []) add(visit[what], of, times);
  perProcess.fetches.set(key, { ...visit, lastAt: meanwhile?.lastAt ?? visit.lastAt });
}

async function writeVisit(database: Database, visit: Visit): Promise<void> {
  const found = await versionsAt(database, visit);
  const counts = new Map(visit.versions);
  for (const [path, times] of visit.paths) {
    const here = foldersOf(path).flatMap((folder) => found.get(folder) ?? []);
    // Versions may share their files: the ones that were asked for by name are meant.
    const named = here.filter((id) => visit.versions.has(id));
    for (const id of named.length > 0 ? named : here) counts.set(id, Math.max(counts.get(id) ?? 0, times));
  }
  const ids = [...counts.keys()];
  const at = new Date(visit.lastAt);
  if (ids.length > 0)
    await database.query(sql`
      INSERT INTO version_fetch (version_id, day, actor_id, count, last_at)
      SELECT v.id, (${at}::timestamptz AT TIME ZONE 'UTC')::date, ${visit.actor}, t.count, ${at}::timestamptz
      FROM unnest(${ids}::text[], ${ids.map((id) => counts.get(id) ?? 1)}::bigint[]) AS t (id, count)
      JOIN version v ON v.id = t.id
      ON CONFLICT (version_id, day, actor_id) DO UPDATE
        SET count = version_fetch.count + excluded.count, last_at = greatest(version_fetch.last_at, excluded.last_at)`);
}

/** The versions whose files lie at or above what was fetched, by the folder. */
async function versionsAt(database: Database, { projectId, paths }: Visit): Promise<Map<string, string[]>> {
  const folders = [...new Set([...paths.keys()].flatMap(foldersOf))];
  if (folders.length === 0) return new Map();
  // As the index of stored versions is made: others do not serve it.
  const rows = await database.query<{ id: string; storage: string }>(sql`
    SELECT id, storage FROM version WHERE project_id = ${projectId} AND storage LIKE 'mlflow-artifacts:%'
      AND storage COLLATE "C" = ANY(${folders.map(storageUri)}::text[])`);
  const found = new Map<string, string[]>();
  for (const { id, storage } of rows) {
    const folder = storedPath(storage) ?? "";
    found.set(folder, [...(found.get(folder) ?? []), id]);
  }
  return found;
}

/** How often a version was fetched of late, and by whom, the last one first. */
export type Fetches = {
  days: number;
  total: number;
  people: { by: string; byId: string; count: number; lastAt: Date }[];
};

const days = 30;

/** Forgets days that are no longer shown: what is kept is who fetched what, so it is kept no longer than it is read. */
export async function sweepFetches(database: Database): Promise<void> {
  await database.query(
    sql`DELETE FROM version_fetch WHERE day <= (now() AT TIME ZONE 'UTC')::date - ${days}::int`,
  );
}

export async function findFetches({ stores }: Context, versionId: string): Promise<Fetches> {
  const people = await stores.database.query<Fetches["people"][number]>(sql`
    SELECT f.actor_id AS "byId", coalesce(u.name, f.actor_id) AS by, sum(f.count)::float8 AS count,
      max(f.last_at) AS "lastAt"
    FROM version_fetch f LEFT JOIN "user" u ON u.id = f.actor_id
    WHERE f.version_id = ${versionId} AND f.day > (now() AT TIME ZONE 'UTC')::date - ${days}::int
    GROUP BY f.actor_id, u.name ORDER BY max(f.last_at) DESC, f.actor_id`);
  return { days, total: people.reduce((sum, { count }) => sum + count, 0), people };
}
