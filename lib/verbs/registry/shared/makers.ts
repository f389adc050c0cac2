import type { Reader } from "@/lib/stores/database/database";

export type Names = ReadonlyMap<string, string>;

/** The names of the people who made these; an actor that is no person keeps its own word. */
export async function namesOf(reader: Reader, rows: readonly { createdBy: string | null }[]): Promise<Names> {
  const ids = [...new Set(rows.flatMap(({ createdBy }) => createdBy ?? []))];
  const people = await reader.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

export const nameOf = (id: string | null, names: Names) => (id === null ? null : (names.get(id) ?? id));
