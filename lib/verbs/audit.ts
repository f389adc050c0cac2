import { createHash } from "node:crypto";
import type { Actor } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { Transaction } from "@/lib/stores/database/database";
import type { Context, Verb, WriteContext } from "./kernel";

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

const longest = 4096;

/** The fields of a record; one that is longer than 4 KB is cut, with its length and its hash in its place. */
function clipped(fields: Record<string, unknown> | null | undefined): Record<string, unknown> | null {
  if (!fields) return null;
  const entries = Object.entries(fields).map(([key, value]): [string, unknown] => {
    const text = typeof value === "string" ? value : canonicalJson(value ?? null);
    if (text.length <= longest) return [key, value];
    const sha256 = createHash("sha256").update(text).digest("hex");
    // Not between the halves of a letter beyond the basic plane.
    const head = text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
    return [key, `${head}… (cut: ${text.length} characters in all, SHA-256 ${sha256})`];
  });
  return Object.fromEntries(entries);
}

const bodyOf = (context: Context, action: string, outcome: "done" | "refused", note: AuditNote): string =>
  print({ ...context, actor: actorBody(context.actor), project: context.project.id }, action, outcome, note);

/** Where an act came from, as a record holds it. */
type Origin = Pick<Context, "ip" | "userAgent"> & {
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
    reason: note.reason ?? null,
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

/** A refusal gets its own row, in a statement of its own. `asked`: the input, where it was read. */
export async function appendRefusal(
  context: Context,
  { name, needs }: Pick<Verb, "name" | "needs">,
  reason: string,
  asked: unknown,
): Promise<void> {
  const about = needs === "registry:write" || needs === "decide" ? subjectOf(asked) : undefined;
  const note = {
    target: { type: "verb", id: name, ...(about === undefined ? {} : { name: about }) },
    reason,
    installation: context.actor.kind === "nobody",
  };
  await context.stores.database.prisma
    .$queryRaw`SELECT audit_append(${bodyOf(context, name, "refused", note)})`;
}

/** The model or version that an act of the registry speaks of, named as its own record would name it. */
function subjectOf(asked: unknown): string | undefined {
  if (typeof asked !== "object" || asked === null || !("name" in asked) || typeof asked.name !== "string")
    return undefined;
  return "version" in asked && typeof asked.version === "number"
    ? `${asked.name}/${asked.version}`
    : asked.name;
}
