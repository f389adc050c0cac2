import { type BytesVerdict, compareBytes, type KeptBytes } from "@/lib/core/registry/versions/bytes";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";
import type { version as VersionRow } from "@/prisma/generated/client";
import { type Digest, digestOf, toKeep } from "./digest";

/** A version's last time in Production, `until` null where it stands there, and whether its files are still those of then. */
export type Stood = { since: Date; until: Date | null; bytes: BytesVerdict };

/** null where it never stood there. `now`: its files' digest, where the caller has it or waits for it as well. */
export async function stoodInProduction(
  context: Scope,
  reader: Reader,
  version: VersionRow,
  now?: Promise<Digest | null>,
): Promise<Stood | null> {
  // A move that was recorded before digests were kept: what its request was pinned to went in, or nothing of it would have.
  const [last] = await reader.$queryRaw<(KeptBytes & Omit<Stood, "bytes">)[]>(sql`
    SELECT t.at AS since, o.at AS until, o.digest AS "left",
      coalesce(t.digest, r.digest, CASE WHEN r.id IS NOT NULL THEN 'elsewhere' END) AS entered
    FROM transition t
    LEFT JOIN stage_request r ON r.id = t.request_id AND r.version_id = ${version.id}
    LEFT JOIN LATERAL (
      SELECT o.at, o.digest FROM transition o
      WHERE o.model_id = t.model_id AND o.version = t.version AND o.from_stage = 'Production' AND o.id > t.id
      ORDER BY o.id LIMIT 1) o ON true
    WHERE t.model_id = ${version.modelId} AND t.version = ${version.number} AND t.to_stage = 'Production'
    ORDER BY t.id DESC LIMIT 1`);
  if (!last) return null;
  const { since, until, ...kept } = last;
  const digest = await (now ?? digestOf(context, version.storage, reader));
  return { since, until, bytes: compareBytes(kept, toKeep(digest?.sha256)) };
}
