import { z } from "zod";

/** How a chain is judged, record by record: the same for the database and for an exported file. */

/**
 * What stands before a record's own words in what is hashed: sha256(seal, the hash before as bytes, words). Of the first seal
 * the words are number \n time \n body; of the second number \n time \n scope \n sha256(body) in hex, so that a record without
 * its body can be verified too. The scope is the id of the record's project, or nothing.
 */
export const seals = { 1: "slipway-audit-v1", 2: "slipway-audit-v2" } as const;
export type Seal = keyof typeof seals;
export const firstPrevHash = "0".repeat(64);

/** A clock may be set back that far, in ms, before it is told. */
const tolerance = 300_000;

/** A record, and what stood before and after it. */
export type Link = {
  seq: number;
  at: string;
  /** Its hash is that of its number, time, project and body. */
  sound: boolean;
  seal: number;
  /** It holds the hash of the record before it. */
  linked: boolean;
  /** The next record holds its hash; null at the end. */
  followed: boolean | null;
};
export type Fault = { firstBad: number | null; reason: string };

/** What is wrong between a record and the one before (number 0, of the first seal, for the first), or null. */
export function faultOf(link: Link, before: { seq: number; at: string; seal: number }): Fault | null {
  const { seq } = link;
  const expected = before.seq + 1;
  if (seq > expected)
    return {
      firstBad: expected,
      reason:
        seq === expected + 1
          ? `Record ${expected} is missing: after ${before.seq} comes ${seq}.`
          : `Records ${expected} to ${seq - 1} are missing: after ${before.seq} comes ${seq}.`,
    };
  if (seq < expected)
    return { firstBad: seq, reason: `Record ${seq} stands where record ${expected} belongs.` };
  if (!link.sound)
    return {
      firstBad: seq,
      reason: `Record ${seq} was changed: its number, time, project and content do not give its hash.`,
    };
  if (!link.linked) {
    // One of the two was put in anew. The one that both neighbours disown is it.
    const replaced = link.followed === false || seq === 1 ? seq : before.seq;
    const [neighbour, how] =
      replaced === seq ? [before.seq, "it does not follow"] : [seq, "it is not followed by"];
    return { firstBad: replaced, reason: `Record ${replaced} was replaced: ${how} record ${neighbour}.` };
  }
  // The switch goes one way: else whoever forges would choose the seal that says less.
  if (link.seal < before.seal)
    return {
      firstBad: seq,
      reason: `Record ${seq} was put in anew: it has the first seal, which no record behind ${before.seq} can have.`,
    };
  if (link.at < before.at && !(Date.parse(before.at) - Date.parse(link.at) <= tolerance))
    return {
      firstBad: seq,
      reason: `Record ${seq} says ${link.at}, which is long before the record that it follows.`,
    };
  return null;
}

/** A chain's end against what the head says of it. */
export function faultOfEnd(last: { seq: number; hash: string }, head: typeof last | null): Fault | null {
  if (head === null)
    return {
      firstBad: null,
      reason: "The chain's head is gone: nobody can tell whether its end was cut off.",
    };
  if (last.seq < head.seq)
    return {
      firstBad: last.seq + 1,
      reason:
        last.seq + 1 === head.seq
          ? `Record ${head.seq} is missing: the end of the trail was cut off.`
          : `Records ${last.seq + 1} to ${head.seq} are missing: the end of the trail was cut off.`,
    };
  if (last.hash !== head.hash)
    return { firstBad: head.seq, reason: `Record ${head.seq} was replaced: it is not the chain's head.` };
  return null;
}

export const beyondHead = (seq: number): Fault => ({
  firstBad: seq,
  reason: `Record ${seq} was put in behind the chain's head.`,
});

/** What a file shows, and holds back, of a project; `scope` is its id, or empty for sign-ins and people. */
export type ScopeCount = { scope: string; shown: number; withheld: number; firstWithheld: number | null };

export const scopeWords = (scope: string): string =>
  scope === "" ? "sign-ins and people" : `project ${scope}`;

/** Whoever may read one record of a project may read them all: an export holds back a project's records or shows them. */
export const faultOfScope = ({ scope, shown, firstWithheld }: ScopeCount): Fault | null =>
  shown === 0 || firstWithheld === null
    ? null
    : {
        firstBad: firstWithheld,
        reason: `Record ${firstWithheld} has lost its content: it is of ${scopeWords(scope)}, of which the file shows other records.`,
      };

/** A body that is not there, and nothing that its hash could be computed from. */
export const faultOfBare = (seq: number, seal: number): Fault => ({
  firstBad: seq,
  reason:
    seal === 1
      ? `Record ${seq} comes without its content, and nothing in the file proves that it was withheld rather than removed: it is from before records were sealed with their scope. Verify an export of somebody who may read it, an admin in person for sign-ins and people; or accept such records with --accept-unproven.`
      : `Record ${seq} has lost its content: what is withheld carries its scope and the hash of its body.`,
});

const hash = z.string().regex(/^[0-9a-f]{64}$/, "is not a hash in hex");

/**
 * A line of an export. `body` is the exact hashed text; null where it belongs to a project of which the reader is not, or to no
 * project: then `scope` and `bodyHash` are what its hash is computed from. Records of the first seal have neither.
 */
export const exportLine = z.object({
  seq: z.number().int(),
  at: z.string(),
  body: z.string().nullable(),
  prevHash: hash,
  hash,
  scope: z.string().optional(),
  bodyHash: hash.optional(),
});
export type ExportLine = z.infer<typeof exportLine>;
