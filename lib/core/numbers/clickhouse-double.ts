/** Doubles as ClickHouse writes them, in text formats and (quoted) in its JSON ones: nan, inf and -inf by name. */

const named = new Map([
  ["nan", Number.NaN],
  ["-nan", Number.NaN],
  ["inf", Infinity],
  ["-inf", -Infinity],
]);

/** A double from ClickHouse's answer, as text or as a JSON number. Error: RangeError, when it is none. */
export function readDouble(cell: string | number): number {
  if (typeof cell === "number") return cell;
  const special = named.get(cell);
  if (special !== undefined) return special;
  const value = Number(cell);
  if (cell.trim() === "" || Number.isNaN(value))
    throw new RangeError(`ClickHouse sent ${cell} where a double was due.`);
  return value;
}

/** A cell of JSONCompactEachRow: one bare NaN would fail the whole insert, so what is not finite is quoted. */
export function doubleCell(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value) ? '"nan"' : value > 0 ? '"inf"' : '"-inf"';
}
