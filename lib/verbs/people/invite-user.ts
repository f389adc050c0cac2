import { z } from "zod";
import { inviteInput, linkAnswer, userRow } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { addUser } from "./shared/add-user";
import { makeLink } from "./shared/links";
import { auditUser, presentUser, requireFresh } from "./shared/people";
import { noteVouching } from "./shared/vouching";

/** Adds a person, and makes the one-time link by which they choose their password. Errors: already-exists, reauthentication-required. */
export const inviteUser = write({
  name: "invite-user",
  summary: "Invite a person",
  needs: "administer",
  input: inviteInput,
  output: z.object({ user: userRow, link: linkAnswer }),

  load: (context) => requireFresh(context),
  allow: () => null,

  async run(context, input) {
    const user = await addUser(context, { ...input, passwordHash: null });
    await noteVouching(context, user.id, "invited");
    return { user, link: await makeLink(context.tx, "invitation", user.id) };
  },

  audit: ({ user }) => ({
    target: { type: "user", id: user.id },
    after: auditUser(user),
    installation: true,
  }),
  present: ({ user, link }) => ({
    user: presentUser(user),
    link: { purpose: "invitation" as const, path: link.path, expiresAt: link.expiresAt.toISOString() },
  }),
});
