import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isRole, scopesOf } from "@/lib/core/access";
import { invalid, notFound } from "@/lib/core/errors";
import { newTokenAnswer, tokenInput } from "@/lib/core/people/schemas";
import { hintOf } from "@/lib/core/people/secret-format";
import { type WriteContext, write } from "@/lib/verbs/kernel";
import { requireFresh } from "./shared/people";
import { hashSecret, newSecret } from "./shared/secrets";
import { auditToken, presentToken, tokenIncludes } from "./shared/tokens";

/** Makes an API token of one's own, shown this once. `owner` (a user's id) is for the operator's tool alone. Errors: invalid, reauthentication-required. */
export const createToken = write({
  name: "create-token",
  summary: "Make an API token",
  needs: "sign-in",
  input: tokenInput.extend({ owner: z.string().optional() }),
  output: newTokenAnswer,

  async load(context, { owner }) {
    await requireFresh(context);
    return findOwner(context, owner);
  },
  allow: (actor, _owner, input) =>
    input.owner === undefined || actor.kind === "system" ? null : "You make tokens for yourself only.",

  async run({ tx, project }, { name, scopes, expiresInDays }, owner) {
    const useful = scopesOf(owner);
    const idle = scopes.filter((scope) => !useful.includes(scope));
    if (idle.length > 0)
      throw invalid(`Your role does not allow the scope ${idle.join(", ")}.`, [
        { pointer: "/scopes", message: `not allowed: ${idle.join(", ")}` },
      ]);
    const secret = newSecret("api");
    const id = randomUUID();
    await tx.$executeRaw`
      INSERT INTO token (id, hash, name, hint, project_id, owner_id, created_by, scopes, expires_at)
      VALUES (${id}, ${hashSecret(secret)}, ${name}, ${hintOf(secret)}, ${project.id}, ${owner.id}, ${owner.id},
        ${[...new Set(scopes)]}, now() + make_interval(days => ${expiresInDays}))`;
    return { secret, row: await tx.token.findUniqueOrThrow({ where: { id }, include: tokenIncludes }) };
  },

  audit: ({ row }) => ({ target: { type: "token", id: row.id }, after: auditToken(row) }),
  present: ({ secret, row }) => ({ ...presentToken(row), token: secret }),
});

async function findOwner({ tx, actor, project }: WriteContext, given: string | undefined) {
  const id = actor.kind === "person" ? actor.userId : given;
  if (id === undefined)
    throw invalid("Say whose token it is.", [{ pointer: "/owner", message: "is required" }]);
  const user = await tx.user.findFirst({
    where: { id, disabledAt: null },
    include: { members: { where: { projectId: project.id } } },
  });
  if (!user) throw notFound("There is no such person here.");
  const role = user.members[0]?.role ?? "";
  return { id: user.id, admin: user.admin, role: isRole(role) ? role : null };
}
