/** Which pages of an order of rows are in sight, and which were: those are shown from what is kept, not asked again. */
export type Sight = { order: string; inSight: readonly number[]; seen: ReadonlySet<number> };

/** Another order begins at its top: only the first page is asked for, however deep the last one was read. */
export const sightOf = (sight: Sight, order: string): Sight =>
  sight.order === order ? sight : { order, inSight: [0], seen: new Set([0]) };

/** With the pages `first` and `last` in sight. The same sight where nothing of it changes. */
export function look(before: Sight, order: string, first: number, last: number): Sight {
  const sight = sightOf(before, order);
  const inSight = [...new Set([0, first, last])];
  if (inSight.length === sight.inSight.length && inSight.every((page) => sight.inSight.includes(page)))
    return sight;
  return { order, inSight, seen: new Set([...sight.seen, ...inSight]) };
}
