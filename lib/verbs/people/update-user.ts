import { z } from "zod";
import { outranks } from "@/lib/core/access";
import { conflict } from "@/lib/core/errors";
import { personName } from "@/lib/core/people/names";
import { admin, role, userRow } from "@/lib/core/people/schemas";
import { type WriteContext, write } from "@/lib/verbs/kernel";
import { dropLinks } from "./shared/links";
import {
  auditUser,
  lockUser,
  otherAdmins,
  ownSession,
  presentUser,
  requireFresh,
  revokeSessions,
  type StoredUser,
} from "./shared/people";
import { takeName } from "./shared/take-name";
import { revokeTokens } from "./shared/tokens";
import { noteVouching } from "./shared/vouching";

/**
 * Changes a person's name, role or rights, or shuts them out. Takes effect at their next request, and open streams end at once.
 * Errors: conflict for the last admin.
 */
export const updateUser = write({
  name: "update-user",
  summary: "Change a person's name, role or access",
  needs: "administer",
  input: z
    .strictObject({
      id: z.string(),
      name: personName.optional(),
      role: role.optional(),
      admin: admin.optional(),
      disabled: z.boolean().optional(),
    })
    .refine(
      ({ id: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
      "changes nothing",
    ),
  output: userRow,

  async load(context, input) {
    await requireFresh(context);
    // Admins are locked first, always in the same order.
    const others = await otherAdmins(context.tx, input.id);
    return { before: await lockUser(context, input.id), others };
  },
  allow: () => null,

  async run(context, input, { before, others }) {
    const { tx, project, actor } = context;
    const losesAdmin =
      before.admin && before.disabledAt === null && (input.admin === false || input.disabled === true);
    if (losesAdmin && others === 0)
      throw conflict("This is the last admin. Make somebody else an admin first.");
    if (input.disabled && actor.kind === "person" && actor.userId === input.id)
      throw conflict("You cannot disable yourself. Another admin can.");
    if (input.name !== undefined) await takeName(tx, input.id, input.name);
    await tx.user.update({
      where: { id: input.id },
      data: {
        ...(input.admin === undefined ? {} : { admin: input.admin }),
        ...(input.disabled === undefined
          ? {}
          : { disabledAt: input.disabled ? (before.disabledAt ?? new Date()) : null }),
      },
    });
    if (input.role !== undefined)
      await tx.member.upsert({
        where: { projectId_userId: { projectId: project.id, userId: input.id } },
        create: { projectId: project.id, userId: input.id, role: input.role },
        update: { role: input.role },
      });
    const after = await lockUser(context, input.id);
    const rights = ({ role, admin, disabledAt }: typeof after) => `${role} ${admin} ${disabledAt !== null}`;
    if (rights(before) !== rights(after))
      await revokeSessions(
        tx,
        input.id,
        actor.kind === "person" && actor.userId === input.id ? ownSession(context) : null,
      );
    await noteRaise(context, before, after);
    return { user: after, endedTokens: await endTokens(context, before, after) };
  },

  audit: ({ user, endedTokens }, input, { before }) => ({
    target: { type: "user", id: user.id },
    before: auditUser(before),
    after: {
      ...auditUser(user),
      ...(endedTokens === 0 ? {} : { endedTokens }),
      ...(input.name === undefined ? {} : { changed: ["name"] }),
    },
    installation: true,
  }),
  present: ({ user }) => presentUser(user),
});

/** Who lets somebody in again, or gives them more rights, brought them in. */
async function noteRaise(context: WriteContext, before: StoredUser, after: StoredUser): Promise<void> {
  if (before.disabledAt !== null && after.disabledAt === null)
    await noteVouching(context, after.id, "enabled");
  if ((after.admin && !before.admin) || outranks(after.role, before.role))
    await noteVouching(context, after.id, "promoted");
}

/**
 * Who is shut out loses every token and link for good, so that being let in again revives none; who loses rights loses the tokens
 * that were made with them. A raise leaves them: a token can never do more than its scopes.
 */
async function endTokens(
  { tx, project }: WriteContext,
  before: StoredUser,
  after: StoredUser,
): Promise<number> {
  const shutOut = before.disabledAt === null && after.disabledAt !== null;
  if (shutOut) await dropLinks(tx, after.id);
  if (shutOut || (before.admin && !after.admin)) return revokeTokens(tx, after.id);
  return outranks(before.role, after.role) ? revokeTokens(tx, after.id, project.id) : 0;
}
