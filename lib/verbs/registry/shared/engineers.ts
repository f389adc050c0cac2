import type { Reader } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";

export type Engineer = { id: string; name: string };

/** Who may decide in this project now, by name: its engineers who may still sign in. */
export async function presentEngineers(reader: Reader, { project }: Context): Promise<Engineer[]> {
  const rows = await reader.member.findMany({
    where: { projectId: project.id, role: "engineer", user: { disabledAt: null } },
    select: { user: { select: { id: true, name: true } } },
  });
  const byName = (a: Engineer, b: Engineer) =>
    a.name.toLowerCase() < b.name.toLowerCase() ||
    (a.name.toLowerCase() === b.name.toLowerCase() && a.id < b.id)
      ? -1
      : 1;
  return rows.map(({ user }) => user).toSorted(byName);
}

export const idsOf = (people: readonly Engineer[]): ReadonlySet<string> =>
  new Set(people.map(({ id }) => id));
