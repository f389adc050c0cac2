/** How a run is told apart in every chart: one of eight colours, then another dash. */
export type SeriesLook = { color: string; dash: string | undefined };

const colors = 8;
const dashes = [undefined, "6 3", "2 3", "10 3 2 3", "12 4", "4 2 1 2", "1 2"];

/** The look of a place; after eight the dash changes, after fifty-six it begins again. */
export const seriesLook = (place: number): SeriesLook => ({
  color: `var(--series-${(place % colors) + 1})`,
  dash: dashes[Math.floor(place / colors) % dashes.length],
});

/**
 * The looks of some runs by their ids alone: neither order nor a filter changes them, and taking a run out moves a run
 * only where two wanted the same colour. Of the first eight runs no two are alike.
 */
export function assignLooks(ids: readonly string[]): Map<string, SeriesLook> {
  const taken = new Set<number>();
  const places = new Map<string, number>();
  for (const id of [...new Set(ids)].sort()) {
    const layer = Math.floor(taken.size / colors) * colors;
    let place = layer + (hash(id) % colors);
    while (taken.has(place)) place = layer + ((place + 1) % colors);
    taken.add(place);
    places.set(id, place);
  }
  return new Map(ids.map((id) => [id, seriesLook(places.get(id) ?? 0)]));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
