import { ClickHouseError } from "@clickhouse/client";

// What the engine says of the rows themselves, and would say of them again: they do not parse, do not fit or are out of range.
const ofTheRows = new Set([
  ...[
    "6",
    "25",
    "26",
    "27",
    "33",
    "38",
    "41",
    "42",
    "53",
    "69",
    "70",
    "72",
    "117",
    "131",
    "321",
    "349",
    "441",
    "467",
  ],
]);

/** Why ClickHouse refuses these rows whenever they come, in its words; null for any other failure. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof ClickHouseError) || !ofTheRows.has(error.code)) return null;
  return `Code ${error.code}: ${error.message}`.slice(0, 500);
}
