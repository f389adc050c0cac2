import { invalid } from "@/lib/core/errors";

/** The keys of a fixed table of sort orders, as an enum's values: the only names that reach ORDER BY. */
export const byName = <T extends object>(table: T) =>
  Object.keys(table) as unknown as [keyof T & string, ...(keyof T & string)[]];

/** Cursors of short lists are positions. */
export function cursorOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const position = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^\d{1,15}$/.test(position))
    throw invalid(
      "Invalid page token, could not base64-decode it: take it from the page before (nextCursor, or next_page_token).",
    );
  return Number(position);
}

export const toCursor = (position: number, total: number): string | null =>
  position < total ? Buffer.from(String(position), "utf8").toString("base64url") : null;
