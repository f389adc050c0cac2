import { z } from "zod";
import { secret } from "@/lib/core/people/schemas";
import { read } from "@/lib/verbs/kernel";
import { findLink } from "./shared/links";

/** Whom a one-time link is for; null for one that does not work, whatever the reason. Errors: too-many-attempts. */
export const checkLink = read({
  name: "check-link",
  summary: "See whom a one-time link is for",
  needs: "nothing",
  input: z.strictObject({ token: secret }),
  output: z.object({
    link: z
      .object({
        purpose: z.enum(["setup", "invitation", "reset"]),
        email: z.string().nullable(),
        name: z.string().nullable(),
      })
      .nullable(),
  }),

  async run(context, { token }) {
    const link = await findLink(context, token, ["setup", "invitation", "reset"]);
    return { link: link && { purpose: link.purpose, email: link.email, name: link.name } };
  },
});
