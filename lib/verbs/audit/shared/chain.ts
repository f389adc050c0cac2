import { beyondHead, type Fault, faultOf, faultOfEnd, firstPrevHash, seal } from "@/lib/core/audit/chain";
import type { AuditVerdict } from "@/lib/core/audit/events";
import { type Database, sql } from "@/lib/stores/database/database";

// A part of the chain is one statement: far below the limit of a statement's time, however long the chain is.
const partSize = 5000;
const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

type Last = { seq: number; at: string; hash: string };
type Suspect = {
  seq: bigint;
  at: string;
  hash: string;
  sound: boolean;
  linked: boolean;
  followed: boolean | null;
  beforeSeq: bigint;
  beforeAt: string;
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
  let last: Last = { seq: 0, at: "", hash: firstPrevHash };
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
      const { beforeSeq, beforeAt, place, seq } = row;
      const fault = faultOf({ ...row, seq: Number(seq) }, { seq: Number(beforeSeq), at: beforeAt });
      if (fault === null) continue;
      checked += Number(place);
      return verdict(fault);
    }
    checked += Number(end.place);
    last = { seq: Number(end.seq), at: end.at, hash: end.hash };
    after = end.seq;
    onPart(checked, head?.seq ?? checked);
  }
  return verdict(faultOfEnd(last, head) ?? (await beyond(database)));
}

/** The records of a part at which something looks wrong, and its last one. */
const readPart = (database: Database, after: bigint, until: bigint, last: Last): Promise<Suspect[]> =>
  database.query<Suspect>(sql`
    WITH part AS (
      SELECT seq, at, prev_hash, hash, hash = sha256(${seal}::text::bytea || prev_hash
        || convert_to(seq || E'\n' || at || E'\n' || body, 'UTF8')) AS sound
      FROM audit_event WHERE seq > ${after} AND seq <= ${until} ORDER BY seq LIMIT ${partSize}
    ), joined AS (
      SELECT seq, at, hash, sound,
        prev_hash = lag(hash, 1, decode(${last.hash}, 'hex')) OVER chain AS linked,
        lead(prev_hash) OVER chain = hash AS followed,
        lag(seq, 1, ${BigInt(last.seq)}::bigint) OVER chain AS before_seq,
        lag(at, 1, ${last.at}::text) OVER chain AS before_at,
        row_number() OVER chain AS place, count(*) OVER () AS rows
      FROM part WINDOW chain AS (ORDER BY seq)
    )
    SELECT seq, at, encode(hash, 'hex') AS hash, sound, linked, followed, before_seq AS "beforeSeq",
      before_at AS "beforeAt", place
    FROM joined
    WHERE NOT sound OR NOT linked OR seq <> before_seq + 1 OR at COLLATE "C" < before_at OR place = rows
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
