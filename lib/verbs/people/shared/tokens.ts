import { isScope } from "@/lib/core/access";
import type { TokenRow } from "@/lib/core/people/schemas";

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

/** What the trail keeps of a token. */
export const auditToken = ({ name, hint, scopes, expiresAt, owner }: Stored) => ({
  name,
  hint,
  scopes,
  expiresAt: expiresAt.toISOString(),
  owner: owner.id,
});
