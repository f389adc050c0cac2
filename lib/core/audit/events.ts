import { z } from "zod";
import { text } from "@/lib/core/fields";

/** The trail as it is read: its records, what they are searched by, and what a verification says. */

const fields = z.record(z.string(), z.unknown());
const word = z.string().nullable().catch(null);

/** A record's body, read mildly: what somebody has forged is shown, too, as far as it can be. */
const body = z.object({
  action: z.string().catch("unknown"),
  outcome: z.string().catch("unknown"),
  actor: z
    .object({
      type: z.string().catch("unknown"),
      id: word,
      name: word,
      email: word,
      role: word,
      admin: z.boolean().catch(false),
      token: word,
      session: word,
    })
    .catch({
      type: "unknown",
      id: null,
      name: null,
      email: null,
      role: null,
      admin: false,
      token: null,
      session: null,
    }),
  target: z
    .object({ type: z.string().catch("unknown"), id: z.string().catch(""), name: word })
    .catch({ type: "unknown", id: "", name: null }),
  before: fields.nullable().catch(null),
  after: fields.nullable().catch(null),
  reason: word,
  effectiveAt: word,
  requestId: word,
  ip: word,
  userAgent: word,
});
export type AuditBody = z.infer<typeof body>;
export const auditBody = z.unknown().transform((value) => body.parse(fields.catch({}).parse(value)));

/** One record. `hash` and `prevHash` in hex; `at`, when it was recorded, is the exact text that was hashed: UTC, microseconds. */
export const auditEvent = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.object({
    type: z.string(),
    id: z.string().nullable(),
    /** As the person was called at that time; null for the system. */
    name: z.string().nullable(),
    /** As it was at that time: for engineers and admins, null for others. */
    email: z.string().nullable(),
    /** The role at that time. */
    role: z.string().nullable(),
    admin: z.boolean(),
    via: z.enum(["token", "session"]).nullable(),
  }),
  action: z.string(),
  outcome: z.string(),
  target: z.object({
    type: z.string(),
    id: z.string(),
    /** As it was called at that time. */
    name: z.string().nullable(),
    /** Its page here, where it has one still. */
    page: z.string().nullable(),
  }),
  before: fields.nullable(),
  after: fields.nullable(),
  reason: z.string().nullable(),
  /** When it took effect, of what an import or the demo told afterwards; null: when it was recorded. */
  effectiveAt: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Where the request came from: for engineers and admins, null for others. */
  origin: z.object({ ip: z.string().nullable(), userAgent: z.string().nullable() }).nullable(),
  hash: z.string(),
  prevHash: z.string(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** The model, and perhaps the version, that a refused act's name speaks of: "flight-delay/3". Null where it is none. */
export function registrySubject(
  name: string,
): { model: string; version: number | null; page: string } | null {
  const [, model, version] = /^([^/]+)(?:\/(\d{1,9}))?$/.exec(name) ?? [];
  // Neither an address nor the database takes these, and a forged record may hold them.
  if (model === undefined || /[\p{Cc}\p{Cs}]/u.test(model)) return null;
  const page = `/models/${encodeURIComponent(model)}`;
  return version === undefined
    ? { model, version: null, page }
    : { model, version: Number(version), page: `${page}/${Number(version)}` };
}

const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A day (UTC), ISO 8601 or epoch ms, as the text that records carry: of a day its first or its last microsecond. */
const moment = (end: "first" | "last") =>
  z
    .union(
      [z.iso.date(), z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,15}$/)],
      "must be a day or a time, like 2026-01-31 or 2026-01-31T00:00:00Z",
    )
    .transform((value, context) => {
      const shown = isDay(value) ? `${value}T${end === "first" ? "00:00:00.000" : "23:59:59.999"}Z` : value;
      const at = /^\d+$/.test(shown) ? Number(shown) : Date.parse(shown);
      if (at >= earliest && at <= latest)
        return new Date(at).toISOString().replace("Z", end === "first" ? "000Z" : "999Z");
      context.addIssue("must be of a year from 1 to 9999");
      return z.NEVER;
    });

/** What the trail is searched by; all that is said must hold. */
export const auditFilter = {
  /** An id, a part of a name, or an e-mail. */
  actor: text(256).optional(),
  /** A verb's name; where no record has exactly that, what it begins with. */
  action: text(100).optional(),
  /** An id, or what a name begins with. */
  target: text(600).optional(),
  outcome: z.enum(["done", "refused"], "must be done or refused").optional(),
  /** When it was recorded, which nobody gives: not when it took effect. */
  from: moment("first").optional(),
  to: moment("last").optional(),
};
const filter = z.strictObject(auditFilter);
export type AuditFilter = z.output<typeof filter>;

/** What a verification of the whole chain says. `firstBad`, `reason` and `head` are null for whom they are not meant. */
export const auditVerdict = z.object({
  ok: z.boolean(),
  checked: z.number(),
  /** The number of the first record that is wrong or missing. */
  firstBad: z.number().nullable(),
  reason: z.string().nullable(),
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  /** When the last record that was checked came into being. */
  upTo: z.string().nullable(),
});
export type AuditVerdict = z.infer<typeof auditVerdict>;
