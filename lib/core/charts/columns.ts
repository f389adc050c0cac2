import type { AxisSource } from "./quantity";

/** What a run has under a key: a param's text, a metric's number, or nothing. */
export type Cell = number | string | null;

/**
 * A param or metric of many runs, one entry a run. `numbers` is where a run stands: the number itself, or for words the
 * place of its word in `categories`; null where the run has nothing finite.
 */
export type Column = {
  label: string;
  numeric: boolean;
  cells: readonly Cell[];
  numbers: readonly (number | null)[];
  categories: readonly string[];
};

export const columnOf = (runs: readonly string[], { label, value }: AxisSource): Column =>
  makeColumn(label, runs.map(value));

const nonFinite = new Set(["NaN", "Infinity", "-Infinity", "inf", "-inf", "nan"]);
const numberText = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** A column is numeric when every cell that says something is a number: params are text in MLflow, "0.01" too. */
export function makeColumn(label: string, cells: readonly Cell[]): Column {
  const said = cells.filter((cell): cell is number | string => cell !== null && cell !== "");
  const numeric = said.length > 0 && said.every((cell) => typeof cell === "number" || isNumberText(cell));
  if (numeric) return { label, numeric, cells, numbers: cells.map(toNumber), categories: [] };
  const categories = [...new Set(said.map(String))].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const places = new Map(categories.map((text, index) => [text, index]));
  const numbers = cells.map((cell) =>
    cell === null || cell === "" ? null : (places.get(String(cell)) ?? null),
  );
  return { label, numeric, cells, numbers, categories };
}

const isNumberText = (text: string) => numberText.test(text) || nonFinite.has(text.trim());

function toNumber(cell: Cell): number | null {
  if (cell === null || cell === "") return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}
