import { createHash } from "node:crypto";
import { elsewhere } from "@/lib/core/registry/versions/bytes";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";

export type Digest = { sha256: string; files: number; bytes: number };

/**
 * A version's digest: SHA-256 over its files as lines of `path NUL size NUL sha256`, sorted by path, paths from the
 * version's folder. null where the files lie outside our store.
 */
export async function digestOf({ project }: Scope, storage: string, reader: Reader): Promise<Digest | null> {
  const root = storedPath(storage);
  if (root === null) return null;
  const rows = await reader.$queryRaw<{ path: string; size: bigint; sha256: string }[]>(sql`
    SELECT substr(path, char_length(${root}::text) + 2) AS path, size, encode(sha256, 'hex') AS sha256 FROM artifact
    WHERE project_id = ${project.id} AND (path = ${root}::text OR (path > ${`${root}/`}::text AND path < ${`${root}0`}::text))
    ORDER BY path`);
  const hash = createHash("sha256");
  for (const { path, size, sha256 } of rows) hash.update(`${path}\0${size}\0${sha256}\n`);
  return {
    sha256: hash.digest("hex"),
    files: rows.length,
    bytes: rows.reduce((sum, { size }) => sum + Number(size), 0),
  };
}

/** What a move keeps of a version's files: their digest, or that they lie elsewhere. */
export const keptDigest = async (context: Scope, storage: string, reader: Reader): Promise<string> =>
  (await digestOf(context, storage, reader))?.sha256 ?? elsewhere;
