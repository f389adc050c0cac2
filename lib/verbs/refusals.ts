import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { SlipwayError } from "@/lib/core/errors";
import { type Database, sql } from "@/lib/stores/database/database";
import { type AuditNote, bodyOf } from "./audit";
import type { Context, Verb } from "./kernel";

/**
 * A refusal gets its own row, in a statement of its own. The same one again, by the same actor on the same thing, is only counted
 * until `closeRefusals` sums it up. `asked`: the input, where it was read.
 */
export async function appendRefusal(
  context: Context,
  { name, needs }: Pick<Verb, "name" | "needs">,
  { message, trail }: SlipwayError,
  asked: unknown,
): Promise<void> {
  const about = needs === "registry:write" || needs === "decide" ? subjectOf(asked) : undefined;
  const after = { ...idOf(asked), ...trail };
  const note: AuditNote = {
    target: { type: "verb", id: name, ...(about === undefined ? {} : { name: about }) },
    after: Object.keys(after).length === 0 ? null : after,
    reason: message,
    installation: context.actor.kind === "nobody",
  };
  const others = { ...note, target: { type: "verb", id: name }, after: { others: true } };
  const subject = createHash("sha256")
    .update(canonicalJson([about, after]))
    .digest("hex");
  await context.stores.database.query(sql`
    SELECT audit_refuse(${context.project.id}, ${whoOf(context)}, ${name}, ${subject},
      ${bodyOf(context, name, "refused", note)}, ${bodyOf(context, name, "refused", others)})::text`);
}

/** Two sessions of a person are one actor; tokens are actors of their own. */
function whoOf({ actor }: Context): string {
  if (actor.kind === "nobody") return "nobody";
  if (actor.kind === "system") return `system:${actor.name}`;
  return actor.kind === "token" ? `token:${actor.tokenId}` : `person:${actor.userId}`;
}

/** The model or version that an act of the registry speaks of, named as its own record would name it. */
function subjectOf(asked: unknown): string | undefined {
  if (typeof asked !== "object" || asked === null || !("name" in asked) || typeof asked.name !== "string")
    return undefined;
  // A number, or as the address spells it.
  return "version" in asked && /^\d{1,9}$/.test(String(asked.version))
    ? `${asked.name}/${asked.version}`
    : asked.name;
}

/** What is spoken of by its id: a request, a person. */
const idOf = (asked: unknown): { id?: string } =>
  typeof asked === "object" && asked !== null && "id" in asked && typeof asked.id === "string"
    ? { id: asked.id }
    : {};

type Over = { entry: string; record: bigint; further: bigint; first: Date; last: Date };
const body = z.looseObject({ after: z.record(z.string(), z.unknown()).nullable() });
const windowSeconds = 60;
// The chain's lock is held for so many rows at most.
const atOnce = 200;

/**
 * Sums up the refusals whose minute is over, each in one row: how often the first one was said again, and until when. A window and
 * its row are one transaction, so that a row is written once, whoever is killed and however many do it at the same time.
 */
export async function closeRefusals(database: Database, olderThanSeconds = windowSeconds): Promise<void> {
  for (let closed = atOnce; closed === atOnce; )
    closed = await database.transaction(async (tx) => {
      const rows = await tx.$queryRaw<Over[]>(sql`
        WITH over AS MATERIALIZED (
          SELECT project_id, actor, verb, about FROM refusal_window
          WHERE first_at <= now() - make_interval(secs => ${olderThanSeconds}::float8)
          ORDER BY first_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
        DELETE FROM refusal_window w USING over o
        WHERE (w.project_id, w.actor, w.verb, w.about) = (o.project_id, o.actor, o.verb, o.about)
        RETURNING w.entry, w.record, w.further, w.first_at AS first, w.last_at AS last`);
      const again = rows.filter(({ further }) => further > 0n);
      const sums = again.toSorted((a, b) => Number(a.record - b.record)).map(summary);
      if (sums.length > 0)
        await tx.$queryRaw(sql`SELECT audit_append(sum)::text FROM unnest(${sums}::text[]) AS sum`);
      return rows.length;
    });
}

/** The first one's record again, with what came of it. */
function summary({ entry, record, further, first, last }: Over): string {
  const said = body.parse(JSON.parse(entry));
  const more = { more: Number(further), record: Number(record), first, last };
  return canonicalJson({ ...said, after: { ...said.after, ...more } });
}
