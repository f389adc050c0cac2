/** Where a card stands on the board. */
export type Place = { lane: number; column: number; row: number };
export type Direction = "next" | "previous" | "left" | "right";

/**
 * The place that a step leads to, over empty columns and lanes; null where there is no card that way. `counts[lane][column]`
 * are the numbers of cards; from nowhere it leads to the first card.
 */
export function walk(
  counts: readonly (readonly number[])[],
  from: Place | null,
  direction: Direction,
): Place | null {
  const count = (lane: number, column: number) => counts[lane]?.[column] ?? 0;
  if (from === null) {
    const lane = counts.findIndex((columns) => columns.some((cards) => cards > 0));
    const column = counts[lane]?.findIndex((cards) => cards > 0) ?? -1;
    return column < 0 ? null : { lane, column, row: 0 };
  }
  if (direction === "left" || direction === "right") {
    const by = direction === "left" ? -1 : 1;
    for (let column = from.column + by; column >= 0 && column < width(counts, from.lane); column += by) {
      const cards = count(from.lane, column);
      if (cards > 0) return { lane: from.lane, column, row: Math.min(from.row, cards - 1) };
    }
    return null;
  }
  const by = direction === "next" ? 1 : -1;
  const row = from.row + by;
  if (row >= 0 && row < count(from.lane, from.column)) return { ...from, row };
  for (let lane = from.lane + by; lane >= 0 && lane < counts.length; lane += by) {
    const cards = count(lane, from.column);
    if (cards > 0) return { lane, column: from.column, row: by > 0 ? 0 : cards - 1 };
  }
  return null;
}

const width = (counts: readonly (readonly number[])[], lane: number) => counts[lane]?.length ?? 0;
