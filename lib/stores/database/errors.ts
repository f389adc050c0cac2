import { alreadyExists, SlipwayError } from "@/lib/core/errors";

type PgLike = { code: string; message: string };

const isPgLike = (value: unknown): value is PgLike =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  typeof value.code === "string" &&
  "message" in value;

/** What PostgreSQL said, wherever Prisma has put it: on the error, in its cause, or in its meta. */
function* causes(error: unknown): Generator<PgLike> {
  if (typeof error !== "object" || error === null) return;
  if (isPgLike(error)) yield error;
  if ("meta" in error && typeof error.meta === "object" && error.meta !== null) {
    const { driverAdapterError, ...meta } = { driverAdapterError: undefined, ...error.meta };
    if (isPgLike(meta)) yield meta;
    yield* causes(driverAdapterError);
  }
  if ("cause" in error) {
    const { cause } = error;
    if (
      typeof cause === "object" &&
      cause !== null &&
      "originalCode" in cause &&
      typeof cause.originalCode === "string"
    )
      yield {
        code: cause.originalCode,
        message: "originalMessage" in cause ? String(cause.originalMessage) : "",
      };
    else yield* causes(cause);
  }
}

const unavailable = (message: string) => new SlipwayError("unavailable", message, { retryAfterSeconds: 1 });

/** What passes by itself, told apart by whom it waits for. The first that fits counts. */
const passing: { error: SlipwayError; codes: RegExp; words: RegExp }[] = [
  {
    error: unavailable(
      "Somebody else is changing the same just now. Nothing was done: try again in a moment.",
    ),
    codes: /^55P03$/,
    words: /canceling statement due to lock timeout/i,
  },
  {
    error: unavailable("This change took longer than one may. Nothing was done: try again in a moment."),
    codes: /^25P03$/,
    words: /expired transaction|Transaction already closed/i,
  },
  {
    error: unavailable("The database is busy: no connection became free in time. Try again in a moment."),
    codes: /^(53300|P2024|P2028)$/,
    words: /timeout exceeded when trying to connect|Unable to start a transaction/i,
  },
  {
    error: unavailable("The database cannot be reached just now. Try again in a moment."),
    codes: /^(08|57P|53|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|P1001|P1002|P1008|P1017)/,
    words:
      /Connection terminated|Query read timeout|connection.*(closed|ended)|Can't reach database|the database system is/i,
  },
];

/** Maps a store's failure to the one error class: away or busy → unavailable, too long → took-too-long, taken → already-exists, … */
export function toSlipwayError(error: unknown): unknown {
  if (error instanceof SlipwayError) return error;
  for (const { code, message } of causes(error)) {
    if (code === "SL404") return new SlipwayError("not-found", message);
    if (code === "SL410") return new SlipwayError("invalid", message);
    if (code === "57014")
      return new SlipwayError(
        "took-too-long",
        "This query ran too long and was stopped. Narrow the filter or ask for fewer rows.",
      );
    if (code === "P2025")
      return new SlipwayError("not-found", "What this speaks of is gone: somebody has just deleted it.");
    // Whoever looks first and then writes can lose the race between the two.
    if (code === "23505" || code === "P2002")
      return alreadyExists(
        "This exists already: somebody else has just made it, or taken its name. Load it, or choose another name.",
      );
    if (code === "22008")
      return new SlipwayError(
        "invalid",
        "A time lies beyond those that can be stored. Give one that is nearer.",
      );
    if (code === "22021" || code === "22P05")
      return new SlipwayError(
        "invalid",
        "A text holds a character that cannot be stored (NUL or a lone surrogate). Remove it.",
      );
    const found = passing.find(({ codes, words }) => codes.test(code) || words.test(message));
    if (found) return found.error;
  }
  const said = error instanceof Error ? error.message : "";
  return passing.find(({ words }) => words.test(said))?.error ?? error;
}

/** The SQLSTATE of a failure, or undefined where it is not PostgreSQL's. */
export function sqlState(error: unknown): string | undefined {
  for (const { code } of causes(error)) if (/^[0-9A-Z]{5}$/.test(code) && !/^P\d/.test(code)) return code;
  return undefined;
}

/** What a failure's own words are, for the refusals that our SQL functions raise. */
export function sqlMessage(error: unknown): string | undefined {
  for (const { message } of causes(error)) return message;
  return undefined;
}
