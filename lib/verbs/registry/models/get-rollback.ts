import { z } from "zod";
import { judge } from "@/lib/core/access";
import { text } from "@/lib/core/fields";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "./shared/models";
import { findRollback } from "./shared/rollback";

export const getRollback = read({
  name: "get-rollback",
  summary: "To which version a rollback of a model would lead",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1) }),
  output: z.object({
    current: z.number().nullable(),
    previous: z.number().nullable(),
    /** When the previous one entered Production. */
    since: z.date().nullable(),
    you: z.object({ mayRollBack: z.boolean(), whyNot: z.string().nullable() }),
  }),

  async run(context, { name }) {
    const { prisma } = context.stores.database;
    const { current, previous, since } = await findRollback(prisma, await findModel(prisma, context, name));
    const verdict = judge(context.actor, "decide");
    const whyNot = !verdict.allowed
      ? verdict.why
      : previous === null
        ? "No earlier version was in Production."
        : null;
    return {
      current: current?.number ?? null,
      previous: previous?.number ?? null,
      since,
      you: { mayRollBack: whyNot === null, whyNot },
    };
  },
});
