import type { z } from "zod";
import { type Actor, judge, type Needs, type ProjectRef } from "@/lib/core/access";
import type { BodySize } from "@/lib/core/body-bytes";
import { forbidden, SlipwayError } from "@/lib/core/errors";
import type { Transaction } from "@/lib/stores/database/database";
import type { Stores } from "@/lib/stores/open";
import { type AuditNote, appendAudit } from "./audit";
import { appendRefusal } from "./refusals";
import { announceChange } from "./run-changes";
import { inLine } from "./searches";
import { countUsage } from "./usage";
import { inTurn } from "./writes";

/**
 * What is known of a call inside a transaction and outside of it alike. Without `database`: whoever reads is handed a reader,
 * so that nobody takes a second connection while holding one.
 */
export type Scope = {
  actor: Actor;
  project: ProjectRef;
  stores: Omit<Stores, "database">;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
  signal?: AbortSignal;
  /** When it took effect, of what is told afterwards: an import or the demo gives it, no way in over the network does. */
  effectiveAt?: Date;
};
/** What every verb sees of a call. `signal` aborts when the client leaves. */
export type Context = Scope & { stores: Stores };
/** What a write's `load` and `run` see. */
export type WriteContext = Scope & {
  tx: Transaction;
  /** Announces a change to open pages: ids only, delivered after COMMIT. */
  announce(kind: string, ...subjects: string[]): Promise<void>;
};

/** Who made it, as the trail names actors. */
export const actorId = ({ actor }: Pick<Scope, "actor">): string | null =>
  actor.kind === "person" || actor.kind === "token"
    ? actor.userId
    : actor.kind === "system"
      ? `system:${actor.name}`
      : null;

type Schema = z.ZodType;
type MaybeAsync<T> = T | Promise<T>;

type Common<Name extends string, I extends Schema, O extends Schema> = {
  /** The verb's name is its file's name, its audit action and its operation id. */
  name: Name;
  summary: string;
  input: I;
  output: O;
  needs: Needs;
  /** How large a body it takes where that is more than small. */
  body?: Exclude<BodySize, "small">;
};

type ReadSpec<Name extends string, I extends Schema, O extends Schema> = Common<Name, I, O> & {
  /** What it costs is the caller's choice: it stands in the caller's line, and has connections and a time limit of its own. */
  search?: true;
  run(context: Context, input: z.output<I>): MaybeAsync<z.input<O>>;
};

type WriteSpec<Name extends string, I extends Schema, O extends Schema, Prepared, Loaded, Done> = Common<
  Name,
  I,
  O
> & {
  /** Outside any transaction: streams, hashing, ClickHouse, network. */
  prepare?(context: Context, input: z.output<I>): MaybeAsync<Prepared>;
  /** The stored resource, for update; throws not-found. */
  load(context: WriteContext, input: z.output<I>, prepared: Prepared): MaybeAsync<Loaded>;
  /** A pure predicate of core over what was loaded: null, or why this actor may not. */
  allow(actor: Actor, loaded: Loaded, input: z.output<I>): string | null;
  run(context: WriteContext, input: z.output<I>, loaded: Loaded, prepared: Prepared): MaybeAsync<Done>;
  /** What the trail keeps of it; or that it logs, and is counted by actor and hour instead. */
  audit: { none: "telemetry" } | ((done: Done, input: z.output<I>, loaded: Loaded) => AuditNote);
  present(done: Done, context: Context): MaybeAsync<z.input<O>>;
};

/** A logging verb whose work is one SQL statement: atomic and durable by itself, so no transaction is opened. */
type LogSpec<Name extends string, I extends Schema, O extends Schema> = Common<Name, I, O> & {
  audit: { none: "telemetry" };
  statement(context: Context, input: z.output<I>): Promise<z.input<O>>;
};

declare const brand: unique symbol;
/** All that the transports accept. Only `read` and `write` make one. */
export type Verb<I extends Schema = Schema, O extends Schema = Schema> = {
  readonly [brand]: true;
  readonly name: string;
  readonly summary: string;
  readonly kind: "read" | "write";
  readonly audited: boolean;
  readonly needs: Needs;
  readonly search: boolean;
  readonly body: BodySize;
  readonly input: I;
  readonly output: O;
  // A method, so that verbs of any input stand in one list; the kernel alone calls it, with what `input` has parsed.
  act(context: Context, input: z.output<I>): Promise<z.input<O>>;
};

type Unbranded<I extends Schema, O extends Schema> = Omit<Verb<I, O>, typeof brand>;
// The one place where the brand is put on.
const branded = <I extends Schema, O extends Schema>(verb: Unbranded<I, O>): Verb<I, O> => verb as Verb<I, O>;

export function read<Name extends string, I extends Schema, O extends Schema>(
  spec: ReadSpec<Name, I, O>,
): Verb<I, O> {
  const { name, summary, input, output, needs, search = false, body = "small" } = spec;
  return branded({
    name,
    summary,
    kind: "read",
    audited: false,
    needs,
    search,
    body,
    input,
    output,
    act: async (context, value) =>
      search ? inLine(context, (inside) => spec.run(inside, value)) : spec.run(context, value),
  });
}

export function write<Name extends string, I extends Schema, O extends Schema, Prepared, Loaded, Done>(
  spec: WriteSpec<Name, I, O, Prepared, Loaded, Done> | LogSpec<Name, I, O>,
): Verb<I, O> {
  const { name, summary, input, output, needs, body = "small" } = spec;
  const audited = typeof spec.audit === "function";
  const act =
    "statement" in spec
      ? spec.statement
      : (context: Context, value: z.output<I>) => transact(spec, context, value);
  return branded({
    ...{ name, summary, kind: "write", audited, needs, search: false, body, input, output },
    act,
  });
}

async function transact<Name extends string, I extends Schema, O extends Schema, Prepared, Loaded, Done>(
  spec: WriteSpec<Name, I, O, Prepared, Loaded, Done>,
  context: Context,
  input: z.output<I>,
): Promise<z.input<O>> {
  const prepared = spec.prepare ? await spec.prepare(context, input) : nothing<Prepared>();
  const { database, ...stores } = context.stores;
  const act = async (tx: Transaction) => {
    const writing: WriteContext = {
      ...context,
      stores,
      tx,
      announce: async (kind, ...subjects) => {
        const projectId = context.project.id;
        // What logs leaves no record of its own, but where it changes what was judged or is being judged.
        if (typeof spec.audit !== "function") await announceChange(writing, spec.name, kind, subjects);
        else await tx.event.createMany({ data: subjects.map((subject) => ({ projectId, kind, subject })) });
      },
    };
    const loaded = await spec.load(writing, input, prepared);
    const refusal = spec.allow(context.actor, loaded, input);
    if (refusal !== null) throw forbidden(refusal);
    const result = await spec.run(writing, input, loaded, prepared);
    // Last, so that the chain's lock is short.
    if (typeof spec.audit === "function")
      await appendAudit(writing, spec.name, spec.audit(result, input, loaded));
    return result;
  };
  const done = await inTurn(context, () => database.transaction(act));
  return spec.present(done, context);
}

// A spec without `prepare` was typed with Prepared = unknown or undefined: nothing to hand on.
const nothing = <T>(): T => undefined as T;

export type Call = Context & { input: unknown };

/**
 * May this actor do that at all? Every way in asks before it reads a body, and `perform` asks again. `path`: what the address
 * alone says of it, for the record of a refusal.
 */
export async function admit(verb: Verb, context: Context, path: unknown = {}): Promise<void> {
  const verdict = judge(context.actor, verb.needs);
  if (verdict.allowed) return;
  const refusal = new SlipwayError(verdict.code, verdict.why);
  await keepRefusal(verb, context, refusal, path);
  throw refusal;
}

/** Runs a verb: actor → needs → input → act. The one way in, whatever the transport. */
export async function perform<I extends Schema, O extends Schema>(
  verb: Verb<I, O>,
  { input, ...context }: Call,
): Promise<z.input<O>> {
  const verdict = judge(context.actor, verb.needs);
  let asked: unknown;
  try {
    const parsed = verb.input.safeParse(input);
    // For the record of a refusal: on what it was tried.
    asked = parsed.data;
    if (!verdict.allowed) throw new SlipwayError(verdict.code, verdict.why);
    if (!parsed.success) throw fromZod(parsed.error);
    const result = await verb.act(context, parsed.data);
    if (verb.kind === "write" && !verb.audited) countUsage(context, verb.name, "done");
    return result;
  } catch (error) {
    await keepRefusal(verb, context, error, asked);
    throw error;
  }
}

async function keepRefusal(verb: Verb, context: Context, error: unknown, asked: unknown): Promise<void> {
  if (!(error instanceof SlipwayError) || !error.attempt) return;
  if (verb.audited) await appendRefusal(context, verb, error, asked);
  else countUsage(context, verb.name, "refused");
}

function fromZod(error: z.ZodError): SlipwayError {
  const errors = error.issues.slice(0, 20).map((issue) => ({
    pointer: `/${issue.path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`,
    message: issue.message,
  }));
  const [first] = errors;
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : "";
  return new SlipwayError(
    "invalid",
    first
      ? `${first.pointer === "/" ? "The request" : first.pointer}: ${first.message}${more}`
      : "The request is not valid.",
    { errors, cause: error },
  );
}
