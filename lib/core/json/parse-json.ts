import type { JsonLimits } from "./json-error";
import { JsonReader } from "./json-reader";
import { scanJson } from "./json-scan";

const defaults: JsonLimits = { depth: 64, keys: 200_000 };

/**
 * Reads JSON. Integers beyond ±2^53 come as bigint, repeated keys are refused, depth and the number of keys are
 * limited. `pythonNumbers`: bare NaN, Infinity and -Infinity too, which Python's json writes. Error: JsonError.
 */
export function parseJson(
  text: string,
  { pythonNumbers = false, limits = defaults }: { pythonNumbers?: boolean; limits?: JsonLimits } = {},
): unknown {
  const { plain, keys } = scanJson(text, limits);
  if (plain) {
    const read = native(text);
    // A repeated key leaves fewer keys than the text has colons.
    if (read.ok && countKeys(read.value) === keys) return read.value;
  }
  // The slow road says what is wrong and where.
  return new JsonReader(text, pythonNumbers).read();
}

function native(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function countKeys(value: unknown): number {
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += typeof item === "object" ? countKeys(item) : 0;
  else if (isRecord(value))
    for (const key in value) {
      const inner = value[key];
      count += typeof inner === "object" ? 1 + countKeys(inner) : 1;
    }
  return count;
}
