import { z } from "zod";

/** Field types that every verb's input is made of. All accept what JSON, a query string or Python's client may send. */

const max64 = 2n ** 63n - 1n;
const min64 = -(2n ** 63n);

/** A 64-bit integer as number, bigint or decimal text; out as bigint. Beyond 64 bits is refused, never wrapped. */
export const int64 = z
  .unknown()
  .transform((value, context) => {
    const whole = toBigint(value);
    if (whole === undefined)
      context.addIssue(value === undefined ? "a 64-bit integer is required" : "must be a 64-bit integer");
    else if (whole > max64 || whole < min64) context.addIssue("is out of range for a 64-bit integer");
    else return whole;
    return z.NEVER;
  })
  .meta({ type: "integer", format: "int64" });

/** When a metric was logged, in ms since 1970: any 64-bit integer that is not below zero. */
export const loggedAt = int64.refine(
  (ms) => ms >= 0n,
  "Timestamp must be a nonnegative long (64-bit integer)",
);

const dateRange = 8_640_000_000_000_000n; // what a Date can hold, in ms
export const epochMs = int64.refine((ms) => ms >= -dateRange && ms <= dateRange, "is not a time in ms");

function toBigint(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number")
    return Number.isSafeInteger(value) ? BigInt(value) : Number.isInteger(value) ? max64 + 1n : undefined;
  if (typeof value === "string" && /^[+-]?\d{1,25}$/.test(value.trim()))
    return BigInt(value.trim().replace(/^\+/, ""));
  return undefined;
}

/** A double as number, numeric text, "NaN" or "±Infinity"; `true` is 1, as MLflow takes it. 1e400 is out of range. */
export const double = z
  .unknown()
  .transform((value, context) => {
    const number = toDouble(value);
    if (number === undefined)
      context.addIssue(value === undefined ? "a number is required" : "must be a number");
    else if (number === "range") context.addIssue("is out of range for a double");
    else return number;
    return z.NEVER;
  })
  .meta({ type: "number" });

const named: Record<string, number> = {
  nan: Number.NaN,
  infinity: Infinity,
  "+infinity": Infinity,
  "-infinity": -Infinity,
  inf: Infinity,
  "-inf": -Infinity,
};

function toDouble(value: unknown): number | "range" | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return undefined;
  const special = named[value.trim().toLowerCase()];
  if (special !== undefined) return special;
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : "range";
}

/** A whole number within [min, max], also as text. */
export const whole = (min: number, max: number) =>
  z
    .unknown()
    .transform((value, context) => {
      const number =
        typeof value === "string" && /^-?\d{1,15}$/.test(value.trim())
          ? Number(value)
          : typeof value === "bigint"
            ? Number(value)
            : value;
      if (typeof number === "number" && Number.isInteger(number) && number >= min && number <= max)
        return number;
      context.addIssue(value === undefined ? "is required" : `must be a whole number from ${min} to ${max}`);
      return z.NEVER;
    })
    .meta({ type: "integer", minimum: min, maximum: max });

/** true or false, also as text in any case (Python sends `True`). */
export const flag = z
  .unknown()
  .transform((value, context) => {
    if (typeof value === "boolean") return value;
    if (typeof value === "string" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
    context.addIssue("must be true or false");
    return z.NEVER;
  })
  .meta({ type: "boolean" });

// PostgreSQL stores neither; saying so beats losing them.
const storable = (value: string) =>
  !/\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value);

/** Text that can be stored: no NUL, no lone surrogate. Length in characters. `missing`: what to say where there is none. */
export const text = (max = 100_000, missing?: string) =>
  z
    .string(missing)
    .max(max, `must have at most ${max} characters`)
    .refine(storable, "must not contain NUL or a lone surrogate");

export const runId = text(256).regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "is not a run id");
/** An experiment's id: digits. "0" is the project's default experiment. */
export const experimentId = z
  .union([z.string(), z.number(), z.bigint()])
  .transform((value, context) => {
    const id = toBigint(value);
    if (id !== undefined && id >= 0n && id <= max64) return id;
    context.addIssue("is not an experiment id");
    return z.NEVER;
  })
  .meta({ type: "string" });

export const nothing = z.strictObject({});

/** A page of a list. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number(), nextCursor: z.string().nullable() });
