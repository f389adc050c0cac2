import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { page, text } from "@/lib/core/fields";
import { broughtInBy, broughtWords } from "@/lib/core/people/vouching";
import { actorId, write } from "@/lib/verbs/kernel";
import { openEyes } from "@/lib/verbs/registry/shared/hands";
import { bypassRight, findBypassRights } from "./shared/bypass-rights";
import { lockUser, requireFresh } from "./shared/people";

/** Names somebody who may move a version past its policy. Granting it twice changes nothing. */
export const grantBypass = write({
  name: "grant-bypass",
  summary: "Give a person the right to move a version past its policy",
  needs: "administer",
  input: z.strictObject({ userId: text(100).min(1) }),
  output: page(bypassRight),

  async load(context, { userId }) {
    await requireFresh(context);
    const user = await lockUser(context, userId);
    const where = { projectId_userId: { projectId: context.project.id, userId } };
    const eyes = await openEyes(context.tx, context, [userId]);
    return { user, before: await context.tx.bypassRight.findUnique({ where }), where, eyes };
  },
  allow(actor, { user, eyes: { acts, nameOf } }) {
    if (!("userId" in actor)) return null;
    const { userId: you } = actor;
    if (you === user.id) return "Nobody gives this right to themselves: another admin names you.";
    // Nor by an admin of their own making. Whom an admin brought in may be named by that admin: the trail says by whom.
    const brought = broughtInBy(acts, you).get(user.id);
    const then = `another admin gives ${user.name} this right`;
    return brought ? broughtWords(brought, { you, nameOf, then }) : null;
  },

  async run(context, { userId }, { user, where }) {
    if (user.disabledAt !== null)
      throw conflict("This person is disabled: enable them first, or name somebody else.");
    const data = { projectId: context.project.id, userId, grantedBy: actorId(context) ?? "nobody" };
    await context.tx.bypassRight.upsert({ where, create: data, update: {} });
  },

  audit: (_, { userId }, { before }) => ({
    target: { type: "user", id: userId },
    before: { bypass: before !== null },
    after: { bypass: true },
  }),
  async present(_, context) {
    const items = await findBypassRights(context.stores.database.prisma, context);
    return { items, total: items.length, nextCursor: null };
  },
});
