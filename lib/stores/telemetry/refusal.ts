import { ClickHouseError } from "@clickhouse/client";

// What the engine says of itself and not of the rows: too long, too much, nowhere to put it, a table not there yet. It passes.
const ofTheEngine = new Set([
  ...[
    "60",
    "81",
    "159",
    "160",
    "202",
    "203",
    "209",
    "210",
    "236",
    "241",
    "242",
    "243",
    "252",
    "319",
    "394",
    "745",
  ],
]);

/**
 * Why ClickHouse refuses these rows, in its words: they do not parse, do not fit, are out of range, or anything else that it
 * would say of them again. null for what passes, and for any other failure. Who sets rows aside tries them again later, so that
 * a word taken wrongly costs time and no rows.
 */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof ClickHouseError) || ofTheEngine.has(error.code)) return null;
  return `Code ${error.code}: ${error.message}`.slice(0, 500);
}
