/**
 * JSON as MLflow's wire prints it: bigint as a JSON number, NaN and ±Infinity as those texts, dates as ISO 8601,
 * undefined left out. JSON.stringify prints most of it five times faster than anything else.
 */
export const printJson = (value: unknown): string => print(value, "number");

/** The same as our own API prints it: integers beyond ±2^53 as text, which a browser's JSON.parse keeps whole. */
export const printAnswer = (value: unknown): string => print(value, "text");

type Large = "number" | "text";

function print(value: unknown, large: Large): string {
  const road = roadOf(value);
  if (road === "exact") return printExactly(value, large);
  return JSON.stringify(road === "plain" ? value : lowered(value)) ?? "null";
}

/** plain: as it is. lowered: with bigints that a number holds, or NaN. exact: larger bigints, -0, a key __proto__. */
type Road = "plain" | "lowered" | "exact";

const isRecord = (value: object): value is Record<string, unknown> => !Array.isArray(value);

function roadOf(value: unknown): Road {
  if (typeof value === "number")
    return Number.isFinite(value) ? (Object.is(value, -0) ? "exact" : "plain") : "lowered";
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? "lowered" : "exact";
  if (typeof value !== "object" || value === null) return "plain";
  let road: Road = "plain";
  if (Array.isArray(value)) for (const item of value) road = worse(road, roadOf(item));
  else if (isRecord(value))
    for (const key in value) {
      if (key === "__proto__") return "exact";
      road = worse(road, roadOf(value[key]));
    }
  return road;
}

const worse = (a: Road, b: Road): Road => (a === "exact" || b === "plain" ? a : b);

function lowered(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(lowered);
  const copy: Record<string, unknown> = {};
  if (isRecord(value)) for (const key in value) copy[key] = lowered(value[key]);
  return copy;
}

function printExactly(value: unknown, large: Large): string {
  if (typeof value === "bigint")
    return large === "number" || Number.isSafeInteger(Number(value)) ? String(value) : `"${value}"`;
  if (Object.is(value, -0)) return "-0.0";
  if (typeof value !== "object" || value === null || value instanceof Date)
    return JSON.stringify(typeof value === "number" ? lowered(value) : value) ?? "null";
  if (Array.isArray(value)) return `[${value.map((item) => printExactly(item, large)).join(",")}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${printExactly(inner, large)}`).join(",")}}`;
}
