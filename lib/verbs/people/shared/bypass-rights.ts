import { z } from "zod";
import type { Database, Transaction } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";

/** Who may move a version past its policy, and who said so. */
export const bypassRight = z.object({
  userId: z.string(),
  name: z.string(),
  grantedBy: z.string(),
  grantedAt: z.date(),
});
export type BypassRight = z.infer<typeof bypassRight>;

export async function findBypassRights(
  reader: Database["prisma"] | Transaction,
  { project }: Context,
): Promise<BypassRight[]> {
  const rows = await reader.bypassRight.findMany({
    where: { projectId: project.id },
    orderBy: [{ grantedAt: "asc" }, { userId: "asc" }],
  });
  const people = await reader.user.findMany({
    where: { id: { in: rows.flatMap(({ userId, grantedBy }) => [userId, grantedBy]) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  return rows.map(({ userId, grantedBy, grantedAt }) => ({
    ...{ userId, name: nameOf(userId), grantedBy: nameOf(grantedBy), grantedAt },
  }));
}
