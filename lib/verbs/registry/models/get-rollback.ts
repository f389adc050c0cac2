import { z } from "zod";
import { judge } from "@/lib/core/access";
import { text } from "@/lib/core/fields";
import { wayIn } from "@/lib/core/registry/models/way-in";
import { bytesVerdicts } from "@/lib/core/registry/versions/bytes";
import { read } from "@/lib/verbs/kernel";
import { findUnconfirmed, unconfirmedRollback } from "@/lib/verbs/registry/requests/shared/confirmations";
import { stoodInProduction } from "@/lib/verbs/registry/versions/shared/stood";
import { findModel } from "./shared/models";
import { findRollback } from "./shared/rollback";

const bytes = z.enum(bytesVerdicts).nullable();

export const getRollback = read({
  name: "get-rollback",
  summary:
    "To which version a rollback of a model would lead, and whether its files are still those that were there",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1) }),
  output: z.object({
    current: z.number().nullable(),
    /** Are the files of the one in Production still those that entered it? null where none stands there. */
    currentBytes: bytes,
    previous: z.number().nullable(),
    /** When the previous one entered Production. */
    since: z.date().nullable(),
    /** Are its files still those that stood there? Where they differ, or nobody knows, one asks for it instead. */
    bytes,
    /** How it came there, where nobody approved it. */
    wayIn: wayIn.nullable(),
    /** Why one asks for it instead of rolling back; null: a rollback leads there. */
    whyAsk: z.string().nullable(),
    /** The last rollback, while a second engineer has yet to confirm it. */
    unconfirmed: unconfirmedRollback.nullable(),
    you: z.object({ mayRollBack: z.boolean(), whyNot: z.string().nullable() }),
  }),

  async run(context, { name }) {
    const { prisma } = context.stores.database;
    const model = await findModel(prisma, context, name);
    const { current, previous } = await findRollback(context, prisma, model);
    const [standing, unconfirmed] = await Promise.all([
      current && stoodInProduction(context, prisma, current),
      findUnconfirmed(context, model.id),
    ]);
    const verdict = judge(context.actor, "decide");
    const whyNot = !verdict.allowed
      ? verdict.why
      : previous === null
        ? "No earlier version was in Production."
        : previous.whyAsk;
    return {
      current: current?.number ?? null,
      currentBytes: standing?.bytes ?? null,
      previous: previous?.version.number ?? null,
      since: previous?.stood.since ?? null,
      bytes: previous?.stood.bytes ?? null,
      wayIn: previous?.wayIn ?? null,
      whyAsk: previous?.whyAsk ?? null,
      unconfirmed,
      you: { mayRollBack: whyNot === null, whyNot },
    };
  },
});
