import { beyondHead, type Fault, faultOf, faultOfEnd, firstPrevHash, seals } from "@/lib/core/audit/chain";
import type { AuditVerdict } from "@/lib/core/audit/events";
import { type Database, sql } from "@/lib/stores/database/database";

// A part of the chain is one statement: far below the limit of a statement's time, however long the chain is.
const partSize = 5000;
const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

type Last = { seq: number; at: string; hash: string; seal: number };
type Suspect = {
  seq: bigint;
  at: string;
  hash: string;
  sound: boolean;
  linked: boolean;
  followed: boolean | null;
  seal: number;
  beforeSeq: bigint;
  beforeAt: string;
  beforeSeal: number;
  /** Which record of the part it is, from 1. */
  place: bigint;
};

/**
 * Verifies the whole chain in the database, part by part: every hash is computed again, every link and number looked at, and
 * the end compared with the chain's head. Stops at the first fault. `onPart` is told how far it is.
 */
export async function verifyChain(
  database: Database,
  onPart: (checked: number, total: number) => void = () => undefined,
): Promise<AuditVerdict> {
  const head = await headOf(database);
  let last: Last = { seq: 0, at: "", hash: firstPrevHash, seal: 1 };
  let checked = 0;
  const verdict = (fault: Fault | null): AuditVerdict => ({
    ok: fault === null,
    checked,
    firstBad: fault?.firstBad ?? null,
    reason: fault?.reason ?? null,
    head,
    upTo: last.at === "" ? null : last.at,
  });
  for (let after = lowest; ; ) {
    const part = await readPart(database, after, head === null ? highest : BigInt(head.seq), last);
    const end = part.at(-1);
    if (end === undefined) break;
    for (const row of part) {
      const { beforeSeq, beforeAt, beforeSeal, place, seq } = row;
      const before = { seq: Number(beforeSeq), at: beforeAt, seal: beforeSeal };
      const fault = faultOf({ ...row, seq: Number(seq) }, before);
      if (fault === null) continue;
      checked += Number(place);
      return verdict(fault);
    }
    checked += Number(end.place);
    last = { seq: Number(end.seq), at: end.at, hash: end.hash, seal: end.seal };
    after = end.seq;
    onPart(checked, head?.seq ?? checked);
  }
  return verdict(faultOfEnd(last, head) ?? (await beyond(database)));
}

/** The hash is what `audit_append` made of the row; a seal that is none of ours fits no hash. */
const isSound = sql`coalesce(hash = CASE seal
  WHEN 1 THEN sha256(${seals[1]}::text::bytea || prev_hash || convert_to(seq || E'\n' || at || E'\n' || body, 'UTF8'))
  WHEN 2 THEN sha256(${seals[2]}::text::bytea || prev_hash || convert_to(seq || E'\n' || at || E'\n'
    || coalesce(project_id, '') || E'\n' || encode(sha256(convert_to(body, 'UTF8')), 'hex'), 'UTF8'))
  END, false)`;

/** The records of a part at which something looks wrong, and its last one. */
const readPart = (database: Database, after: bigint, until: bigint, last: Last): Promise<Suspect[]> =>
  database.query<Suspect>(sql`
    WITH part AS (
      SELECT seq, at, prev_hash, hash, seal, ${isSound} AS sound
      FROM audit_event WHERE seq > ${after} AND seq <= ${until} ORDER BY seq LIMIT ${partSize}
    ), joined AS (
      SELECT seq, at, hash, seal, sound,
        prev_hash = lag(hash, 1, decode(${last.hash}, 'hex')) OVER chain AS linked,
        lead(prev_hash) OVER chain = hash AS followed,
        lag(seq, 1, ${BigInt(last.seq)}::bigint) OVER chain AS before_seq,
        lag(at, 1, ${last.at}::text) OVER chain AS before_at,
        lag(seal, 1, ${last.seal}::smallint) OVER chain AS before_seal,
        row_number() OVER chain AS place, count(*) OVER () AS rows
      FROM part WINDOW chain AS (ORDER BY seq)
    )
    SELECT seq, at, encode(hash, 'hex') AS hash, seal, sound, linked, followed, before_seq AS "beforeSeq",
      before_at AS "beforeAt", before_seal AS "beforeSeal", place
    FROM joined
    WHERE NOT sound OR NOT linked OR seq <> before_seq + 1 OR seal < before_seal
      OR at COLLATE "C" < before_at OR place = rows
    ORDER BY seq`);

/** The last number and hash that were given out; null where that row is gone. */
export async function headOf(database: Database): Promise<{ seq: number; hash: string } | null> {
  const [head] = await database.query<{ seq: bigint; hash: string }>(
    sql`SELECT seq, encode(hash, 'hex') AS hash FROM audit_head WHERE chain = 'slipway'`,
  );
  return head === undefined ? null : { seq: Number(head.seq), hash: head.hash };
}

/** A record behind the head, which only somebody who goes around `audit_append` can make. Both are read at one moment. */
async function beyond(database: Database): Promise<Fault | null> {
  const [found] = await database.query<{ seq: bigint }>(sql`
    SELECT e.seq FROM audit_event e JOIN audit_head h ON h.chain = 'slipway' AND e.seq > h.seq
    ORDER BY e.seq LIMIT 1`);
  return found === undefined ? null : beyondHead(Number(found.seq));
}
