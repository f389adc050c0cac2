import type { Column } from "@/lib/core/tracking/runs/columns";

export const minWidth = 64;
export const maxWidth = 640;

const usual: Record<Column["kind"], number> = { fixed: 112, metric: 120, param: 120, tag: 120 };
const wider: Record<string, number> = { start_time: 144, dataset: 200, versions: 160 };

/** Widths that the URL gives ("metrics.loss:140"), by column; the last colon parts, since keys may hold one. */
export function readWidths(widths: readonly string[]): Map<string, number> {
  return new Map(
    widths.flatMap((entry) => {
      const at = entry.lastIndexOf(":");
      const width = Number(entry.slice(at + 1));
      return at > 0 && Number.isFinite(width) ? [[entry.slice(0, at), clampWidth(width)] as const] : [];
    }),
  );
}

/** The widths with another one for this column. */
export const withWidth = (widths: readonly string[], column: string, width: number): string[] => [
  ...widths.filter((entry) => entry.slice(0, entry.lastIndexOf(":")) !== column),
  `${column}:${width}`,
];

export const clampWidth = (width: number): number =>
  Math.round(Math.min(maxWidth, Math.max(minWidth, width)));
export const widthOf = (column: Column, widths: ReadonlyMap<string, number>): number =>
  widths.get(column.id) ?? wider[column.id] ?? usual[column.kind];

/** Pinned columns first, and where each of them stands from the left. */
export function placed(
  columns: readonly Column[],
  pinned: readonly string[],
  widths: ReadonlyMap<string, number>,
  start: number,
) {
  const first = columns.filter(({ id }) => pinned.includes(id));
  const rest = columns.filter(({ id }) => !pinned.includes(id));
  let left = start;
  return [...first, ...rest].map((column, index) => {
    const width = widthOf(column, widths);
    const place = { column, width, left: index < first.length ? left : undefined };
    left += width;
    return place;
  });
}
export type Placed = ReturnType<typeof placed>[number];
