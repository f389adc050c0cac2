import { ClickHouseError } from "@clickhouse/client";
import type { Refusal } from "@/lib/stores/journal/target";

const codes = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

// What the engine says of itself and not of the rows: too long, too much, nowhere to put it, a table not there yet, who may write,
// a disk, a network, a replica or a keeper that is away. It passes.
const ofTheEngine = codes(`
  60 81 159 160 202 203 209 210 236 241 242 243 252 319 394 745
  164 192 193 194 195 497 516 74 75 76 79 88 101 198 225 244 279 285 286 305 306 373 425 439 473 479 499 571 666 668 999`);

// What it says of rows: they do not parse, are of another type, out of range, too long, missing or against a constraint.
const ofTheRows = codes(`
  6 25 26 27 33 38 41 53 69 70 72 117 130 131 190 321 349 376 441 467 469 645 675 676 691`);

/**
 * Why ClickHouse refuses these rows, in its words. null for what passes, and for any failure that is not its answer. A code that
 * is known for neither is no sure word on the rows: who hears it of all batches alike waits.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ClickHouseError) || ofTheEngine.has(error.code)) return null;
  return {
    code: error.code,
    reason: `Code ${error.code}: ${error.message}`.slice(0, 500),
    sure: ofTheRows.has(error.code),
  };
}
