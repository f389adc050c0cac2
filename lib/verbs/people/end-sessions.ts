import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { write } from "@/lib/verbs/kernel";
import { ownSession, revokeSessions } from "./shared/people";

/**
 * Ends the session `id`, or all of one's own but this one. An admin may end anybody's: by `id`, or all of `user`.
 * Errors: not-found.
 */
export const endSessions = write({
  name: "end-sessions",
  summary: "End sessions",
  needs: "sign-in",
  input: z.strictObject({ id: z.string().optional(), user: z.string().optional() }),
  output: z.object({ ended: z.number() }),

  async load({ tx, actor }, { id, user }) {
    const self = actor.kind === "person" ? actor.userId : null;
    const all = actor.kind === "system" || (actor.kind === "person" && actor.admin);
    if (id === undefined) {
      if (user !== undefined && user !== self && !all) throw notFound("There is no such person here.");
      return { userId: user ?? self ?? "" };
    }
    const session = await tx.userSession.findFirst({ where: { id, revokedAt: null } });
    if (!session || (session.userId !== self && !all)) throw notFound("There is no such session.");
    return { userId: session.userId };
  },
  allow: () => null,

  async run(context, { id }, { userId }) {
    if (id === undefined)
      return { userId, ended: await revokeSessions(context.tx, userId, ownSession(context)) };
    const { count } = await context.tx.userSession.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    return { userId, ended: count };
  },

  audit: ({ userId, ended }, { id }) => ({
    target: { type: "user", id: userId },
    after: { endedSessions: ended, ...(id === undefined ? {} : { session: id }) },
    installation: true,
  }),
  present: ({ ended }) => ({ ended }),
});
