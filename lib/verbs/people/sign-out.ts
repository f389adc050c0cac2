import { z } from "zod";
import { nothing } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { ownSession } from "./shared/people";

export const signOut = write({
  name: "sign-out",
  summary: "End this session",
  needs: "sign-in",
  input: nothing,
  output: z.object({}),

  load: (context) => ownSession(context),
  allow: () => null,

  async run({ tx }, _input, id) {
    if (id !== null)
      await tx.userSession.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    return id;
  },

  audit: (id) => ({ target: { type: "session", id: id ?? "none" }, installation: true }),
  present: () => ({}),
});
