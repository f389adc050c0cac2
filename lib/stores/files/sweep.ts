import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type Database, sql } from "../database/database";
import type { Files } from "./files";

const dayMs = 24 * 60 * 60 * 1000;
const digestName = /^[0-9a-f]{64}$/;

export type Swept = { files: number; bytes: number; unfinished: number };

/**
 * Removes files that no artifact names and uploads that were never finished, both only when older than a day: a file is
 * there before its row is, and a backup may still copy it. Files are looked at in batches of one folder; with `signal` it ends
 * between two of them, and the next sweep does the rest.
 */
export async function sweepFiles(
  database: Database,
  files: Files,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<Swept> {
  const swept: Swept = { files: 0, bytes: 0, unfinished: 0 };
  const old = async (file: string) => {
    const found = await stat(file).catch(() => null);
    return found !== null && now.getTime() - found.mtimeMs > dayMs ? found : null;
  };
  for (const name of await entries(path.join(files.root, "arriving"))) {
    const file = path.join(files.root, "arriving", name);
    if (!(await old(file))) continue;
    await rm(file, { force: true });
    swept.unfinished++;
  }
  for (const folder of await foldersOf(path.join(files.root, "sha256"))) {
    if (signal?.aborted) break;
    const candidates: string[] = [];
    for (const name of await entries(folder))
      if (digestName.test(name) && (await old(path.join(folder, name)))) candidates.push(name);
    for (const name of await unnamed(database, candidates)) {
      // Uploaded again meanwhile? Then it is young: an upload renames a new file into place.
      const file = await old(path.join(folder, name));
      if (!file) continue;
      await rm(path.join(folder, name), { force: true });
      swept.files++;
      swept.bytes += file.size;
    }
  }
  return swept;
}

async function unnamed(database: Database, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await database.query<{ sha256: string }>(
    sql`SELECT DISTINCT encode(sha256, 'hex') AS sha256 FROM artifact
        WHERE sha256 = ANY(ARRAY(SELECT decode(name, 'hex') FROM unnest(${[...names]}::text[]) AS name))`,
  );
  const named = new Set(rows.map(({ sha256 }) => sha256));
  return names.filter((name) => !named.has(name));
}

const entries = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function foldersOf(root: string): Promise<string[]> {
  const firsts = await entries(root);
  const nested = await Promise.all(
    firsts.map(async (first) =>
      (await entries(path.join(root, first))).map((second) => path.join(root, first, second)),
    ),
  );
  return nested.flat();
}
