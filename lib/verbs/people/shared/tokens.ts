import { isScope } from "@/lib/core/access";
import type { TokenRow } from "@/lib/core/people/schemas";
import type { Transaction } from "@/lib/stores/database/database";

export const tokenIncludes = { owner: true } as const;

type Stored = {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  projectId: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  owner: { id: string; name: string; email: string };
};

export const presentToken = (token: Stored): TokenRow => ({
  id: token.id,
  name: token.name,
  hint: token.hint,
  scopes: token.scopes.filter(isScope),
  project: token.projectId,
  owner: { id: token.owner.id, name: token.owner.name, email: token.owner.email },
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  status: token.revokedAt ? "revoked" : token.expiresAt.getTime() <= Date.now() ? "expired" : "active",
});

/** Ends a person's tokens for good, in one project or in all: nothing that comes later revives them. */
export async function revokeTokens(
  tx: Transaction,
  ownerId: string,
  projectId: string | null = null,
): Promise<number> {
  const { count } = await tx.token.updateMany({
    where: { ownerId, revokedAt: null, ...(projectId === null ? {} : { projectId }) },
    data: { revokedAt: new Date() },
  });
  return count;
}

/** What the trail keeps of a token. */
export const auditToken = ({ name, hint, scopes, expiresAt, owner }: Stored) => ({
  name,
  hint,
  scopes,
  expiresAt: expiresAt.toISOString(),
  owner: owner.id,
});
