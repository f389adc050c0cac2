/** The closed list of what can go wrong, with the HTTP status each one has on our own API. */
export const errorCodes = {
  malformed: 400,
  invalid: 400,
  "took-too-long": 400,
  unauthenticated: 401,
  forbidden: 403,
  "cross-site": 403,
  "reauthentication-required": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  stalled: 408,
  "already-exists": 409,
  conflict: 409,
  stale: 409,
  "approval-required": 409,
  "gates-not-passed": 409,
  "evidence-changed": 409,
  "too-large": 413,
  "unsupported-media-type": 415,
  "too-many-attempts": 429,
  "too-many-at-once": 429,
  "client-left": 499,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorCodes;
/** One place in the input that is wrong; `pointer` is a JSON pointer ("/metrics/0/value"). */
export type FieldError = { pointer: string; message: string; start?: number; end?: number };

// Who was kept from doing it, by a right or by a policy.
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "forbidden",
  "approval-required",
  "gates-not-passed",
]);

// Next bundles this module several times in a process, and one copy's stores throw what another copy's routes catch.
const brand = Symbol.for("slipway.error");

/** The one error class. `message` is for people: what is wrong and what to do. Never a secret, never SQL. */
export class SlipwayError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  /** The path of a page of ours where one goes on. */
  readonly page: string | undefined;
  /** Somebody tried what is not theirs: the trail keeps it, as it keeps whatever a right or a policy refused. */
  readonly attempt: boolean;
  /** What the trail keeps of it besides: the numbers that stopped a move. */
  readonly trail: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      errors?: FieldError[];
      retryAfterSeconds?: number;
      page?: string;
      attempt?: boolean;
      trail?: Readonly<Record<string, unknown>>;
      cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "SlipwayError";
    this.code = code;
    this.errors = more.errors ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.page = more.page;
    this.attempt = more.attempt ?? refusals.has(code);
    this.trail = more.trail ?? {};
  }

  get status(): number {
    return errorCodes[this.code];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}

export const notFound = (message: string) => new SlipwayError("not-found", message);
export const invalid = (message: string, errors: FieldError[] = []) =>
  new SlipwayError("invalid", message, { errors });
export const forbidden = (message: string) => new SlipwayError("forbidden", message);
export const alreadyExists = (message: string) => new SlipwayError("already-exists", message);
export const conflict = (message: string) => new SlipwayError("conflict", message);
