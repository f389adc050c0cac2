import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { tokenRow } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { auditToken, presentToken, tokenIncludes } from "./shared/tokens";

/** Ends an API token at its next request: one's own, or anybody's for an admin. Errors: not-found. */
export const revokeToken = write({
  name: "revoke-token",
  summary: "Revoke an API token",
  needs: "sign-in",
  input: z.strictObject({ id: z.string() }),
  output: tokenRow,

  async load({ tx, actor, project }, { id }) {
    await tx.$queryRaw`SELECT 1 FROM token WHERE id = ${id} FOR UPDATE`;
    const token = await tx.token.findFirst({ where: { id, projectId: project.id }, include: tokenIncludes });
    const mine =
      actor.kind === "system" ||
      (actor.kind === "person" && (actor.admin || actor.userId === token?.ownerId));
    // Another's token is as good as none: nobody learns which ids exist.
    if (!token || !mine) throw notFound("There is no such token.");
    return token;
  },
  allow: () => null,

  run: ({ tx }, { id }, token) =>
    tx.token.update({
      where: { id },
      data: { revokedAt: token.revokedAt ?? new Date() },
      include: tokenIncludes,
    }),

  audit: (token) => ({
    target: { type: "token", id: token.id },
    after: { ...auditToken(token), revoked: true },
  }),
  present: presentToken,
});
