import { createHash } from "node:crypto";
import type { Actor } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { Transaction } from "@/lib/stores/database/database";
import type { Scope, WriteContext } from "./kernel";

/** What one act leaves in the trail. `before` and `after` hold whitelisted fields, never a secret. */
export type AuditNote = {
  target: { type: string; id: string; name?: string };
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  reason?: string | null;
  /** For acts that belong to no project: sign-in, people. */
  installation?: boolean;
};

export const actorBody = (actor: Actor) => {
  if (actor.kind === "nobody") return { type: "nobody", id: null };
  if (actor.kind === "system") return { type: "system", id: `system:${actor.name}` };
  const via = actor.kind === "token" ? { token: actor.tokenId } : { session: actor.sessionId };
  // As the person was known then: who is renamed later does not rename the past.
  const { userId: id, name, email, role, admin } = actor;
  return { type: actor.kind, id, name, email, role, admin, ...via };
};

// In bytes.
const longest = 4096;
/** Of lists, whose values are cut one by one. */
const longestList = 65_536;

/** The fields of a record; a value of more than 4 KB is cut, with its length and its hash in its place. */
function clipped(fields: Record<string, unknown> | null | undefined): Record<string, unknown> | null {
  if (!fields) return null;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, clip(value)]));
}

function clip(value: unknown): unknown {
  const text = typeof value === "string" ? value : canonicalJson(value ?? null);
  const bytes = Buffer.from(text);
  if (bytes.length <= longest) return value;
  if (Array.isArray(value) && bytes.length <= longestList) return value.map(clip);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  // What is left of a letter that was cut through goes, too.
  const head = bytes
    .subarray(0, longest)
    .toString()
    .replace(/\ufffd+$/, "");
  return `${head}… (cut: ${text.length} characters in all, SHA-256 ${sha256})`;
}

/** A text that the trail alone keeps, as a list where a single value would be cut. For texts of up to 10 000 characters. */
export function inPieces(text: string): string | string[] {
  if (Buffer.byteLength(text) <= longest) return text;
  const pieces: string[] = [];
  let piece = "";
  let size = 0;
  for (const letter of text) {
    const bytes = Buffer.byteLength(letter);
    if (size + bytes > longest) {
      pieces.push(piece);
      [piece, size] = ["", 0];
    }
    piece += letter;
    size += bytes;
  }
  return [...pieces, piece];
}

/** A record's body, as it is hashed. */
export const bodyOf = (
  context: Scope,
  action: string,
  outcome: "done" | "refused",
  note: AuditNote,
): string =>
  print({ ...context, actor: actorBody(context.actor), project: context.project.id }, action, outcome, note);

/** Where an act came from, as a record holds it. */
type Origin = Pick<Scope, "ip" | "userAgent" | "effectiveAt"> & {
  actor: unknown;
  project: string;
  requestId: string | null;
};

const print = (context: Origin, action: string, outcome: "done" | "refused", note: AuditNote): string =>
  canonicalJson({
    v: 1,
    action,
    outcome,
    project: note.installation ? null : context.project,
    actor: context.actor,
    target: note.target,
    before: clipped(note.before),
    after: clipped(note.after),
    reason: clip(note.reason ?? null),
    ...(context.effectiveAt ? { effectiveAt: context.effectiveAt.toISOString() } : {}),
    requestId: context.requestId,
    ip: context.ip,
    userAgent: context.userAgent?.slice(0, 300) ?? null,
  });

/** Appends to the chain inside the act's own transaction: if it fails, the act fails. */
export async function appendAudit(context: WriteContext, action: string, note: AuditNote): Promise<void> {
  await context.tx.$queryRaw`SELECT audit_append(${bodyOf(context, action, "done", note)})`;
}

/** The same of acts that were counted when they were done, and are told by a job. `actor`: as `actorBody` wrote it then. */
export async function appendCounted(
  tx: Transaction,
  { actor, project }: Pick<Origin, "actor" | "project">,
  action: string,
  note: AuditNote,
): Promise<void> {
  const origin = { actor, project, requestId: null, ip: null, userAgent: null };
  await tx.$queryRaw`SELECT audit_append(${print(origin, action, "done", note)})`;
}
