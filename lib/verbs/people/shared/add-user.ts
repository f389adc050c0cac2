import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/core/access";
import { alreadyExists } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/verbs/kernel";
import { lockUser, type StoredUser } from "./people";
import { requireNameFree } from "./take-name";

type NewUser = { email: string; name: string; role: Role; admin: boolean; passwordHash: string | null };

/** Adds a person to the installation and to this project. Errors: already-exists. */
export async function addUser(context: WriteContext, { role, ...user }: NewUser): Promise<StoredUser> {
  const { tx, project } = context;
  const id = randomUUID();
  const here = await tx.user.findUnique({ where: { email: user.email }, select: { id: true } });
  const look = await requireNameFree(tx, user.name, here?.id ?? null);
  // One statement decides, also between two that invite the same person at once.
  const { count } = await tx.user.createMany({ data: [{ id, ...user, look }], skipDuplicates: true });
  if (count === 0) throw alreadyExists(`${user.email} is here already. Change the role in the list instead.`);
  await tx.member.create({ data: { projectId: project.id, userId: id, role } });
  return lockUser(context, id);
}
