import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { linkAnswer } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { makeLink } from "./shared/links";
import { lockUser, requireFresh } from "./shared/people";
import { noteVouching } from "./shared/vouching";

/** A new one-time link for somebody who lost theirs, or their password. Errors: conflict for a disabled person. */
export const issueLink = write({
  name: "issue-link",
  summary: "Make a new invitation or password link",
  needs: "administer",
  input: z.strictObject({ id: z.string() }),
  output: linkAnswer,

  async load(context, { id }) {
    await requireFresh(context);
    return lockUser(context, id);
  },
  allow: () => null,

  async run(context, _input, user) {
    if (user.disabledAt) throw conflict("This person is disabled. Enable them first.");
    const purpose = user.passwordHash === null ? ("invitation" as const) : ("reset" as const);
    await noteVouching(context, user.id, purpose === "invitation" ? "invited" : "linked");
    return { ...(await makeLink(context.tx, purpose, user.id)), purpose };
  },

  audit: ({ purpose }, { id }) => ({ target: { type: "user", id }, after: { purpose }, installation: true }),
  present: ({ purpose, path, expiresAt }) => ({ purpose, path, expiresAt: expiresAt.toISOString() }),
});
