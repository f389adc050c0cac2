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
  // Made where the rows are: of many files none is carried here. Their paths sort by their bytes.
  const [digest] = await reader.$queryRaw<Digest[]>(sql`
    SELECT count(*)::float8 AS files, coalesce(sum(size), 0)::float8 AS bytes, encode(sha256(coalesce(string_agg(
      convert_to(substr(path, char_length(${root}::text) + 2), 'UTF8') || '\\x00'::bytea
        || convert_to(size::text, 'UTF8') || '\\x00'::bytea
        || convert_to(encode(sha256, 'hex'), 'UTF8') || '\\x0a'::bytea,
      ''::bytea ORDER BY path COLLATE "C"), ''::bytea)), 'hex') AS sha256
    FROM artifact
    WHERE project_id = ${project.id} AND (path = ${root}::text OR (path > ${`${root}/`}::text AND path < ${`${root}0`}::text))`);
  if (!digest) throw new Error("an aggregate answers one row");
  return digest;
}

/** What a move keeps of a version's files: their digest, or that they lie elsewhere. */
export const toKeep = (sha256: string | null | undefined): string => sha256 ?? elsewhere;

export const keptDigest = async (context: Scope, storage: string, reader: Reader): Promise<string> =>
  toKeep((await digestOf(context, storage, reader))?.sha256);
