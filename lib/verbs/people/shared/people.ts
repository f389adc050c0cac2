import { isRole, type Role } from "@/lib/core/access";
import { invalid, notFound, SlipwayError } from "@/lib/core/errors";
import { passwordProblem } from "@/lib/core/people/passwords";
import type { UserRow } from "@/lib/core/people/schemas";
import { sessionLimits } from "@/lib/core/people/session-limits";
import type { Transaction } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";

export type StoredUser = {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  admin: boolean;
  disabledAt: Date | null;
  createdAt: Date;
  role: Role | null;
  lastSeenAt: Date | null;
};

/** One person with the role in this project, locked. Errors: not-found. */
export async function lockUser({ tx, project }: WriteContext, id: string): Promise<StoredUser> {
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${id} FOR UPDATE`;
  const user = await tx.user.findUnique({
    where: { id },
    include: {
      members: { where: { projectId: project.id } },
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1 },
    },
  });
  if (!user) throw notFound("There is no such person here.");
  return asStored(user);
}

type FromPrisma = Omit<StoredUser, "role" | "lastSeenAt"> & {
  members: { role: string }[];
  sessions: { lastSeenAt: Date }[];
};

export function asStored({ members, sessions, ...user }: FromPrisma): StoredUser {
  const role = members[0]?.role ?? "";
  return { ...user, role: isRole(role) ? role : null, lastSeenAt: sessions[0]?.lastSeenAt ?? null };
}

export const presentUser = (user: StoredUser): UserRow => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  admin: user.admin,
  status: user.disabledAt
    ? "disabled"
    : user.passwordHash === null && user.lastSeenAt === null
      ? "invited"
      : "active",
  createdAt: user.createdAt.toISOString(),
  lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
});

/** What the trail keeps of a person: no name and no e-mail, so that both can be erased. */
export const auditUser = ({
  role,
  admin,
  disabledAt,
}: Pick<StoredUser, "role" | "admin" | "disabledAt">) => ({
  role,
  admin,
  disabled: disabledAt !== null,
});

/** Ends a person's sessions, all but one. Works at the next request. */
export async function revokeSessions(
  tx: Transaction,
  userId: string,
  except: string | null,
): Promise<number> {
  const { count } = await tx.userSession.updateMany({
    where: { userId, revokedAt: null, ...(except === null ? {} : { NOT: { id: except } }) },
    data: { revokedAt: new Date() },
  });
  return count;
}

/** Some acts want the password just now (15 min). Errors: reauthentication-required. */
export async function requireFresh({ actor, tx }: WriteContext): Promise<void> {
  if (actor.kind === "system") return;
  const rows =
    actor.kind === "person"
      ? await tx.$queryRaw<unknown[]>`
          SELECT 1 FROM user_session WHERE id = ${actor.sessionId} AND revoked_at IS NULL
            AND authenticated_at > now() - make_interval(secs => ${sessionLimits.freshSeconds})`
      : [];
  if (rows.length === 0)
    throw new SlipwayError(
      "reauthentication-required",
      "Confirm your password: this act needs a sign-in of the last 15 minutes.",
    );
}

/** A new password must not be made of what everybody knows of the person. Errors: invalid. */
export function requireGoodPassword(password: string, about: string[], pointer: string): void {
  const problem = passwordProblem(password, about);
  if (problem !== null) throw invalid(problem, [{ pointer, message: problem }]);
}

/** Changes of who is an admin wait for each other, so that two cannot remove the last two at once. */
export async function otherAdmins(tx: Transaction, id: string): Promise<number> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "user" WHERE admin AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  return rows.filter((row) => !isWithId(row, id)).length;
}
const isWithId = (row: unknown, id: string) =>
  typeof row === "object" && row !== null && "id" in row && row.id === id;

/** Whose session this is, where there is one: what "all others" leaves alone. */
export const ownSession = ({ actor }: Pick<WriteContext, "actor">): string | null =>
  actor.kind === "person" ? actor.sessionId : null;
