import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { requireFresh } from "./shared/people";

export const revokeBypass = write({
  name: "revoke-bypass",
  summary: "Take back the right to move a version past its policy; works at once",
  needs: "administer",
  input: z.strictObject({ userId: text(100).min(1) }),
  output: nothing,

  async load(context, { userId }) {
    await requireFresh(context);
    const where = { projectId_userId: { projectId: context.project.id, userId } };
    const right = await context.tx.bypassRight.findUnique({ where });
    if (!right) throw notFound("This person has no right to bypass.");
    return right;
  },
  allow: () => null,

  async run({ tx }, _, { projectId, userId }) {
    await tx.bypassRight.deleteMany({ where: { projectId, userId } });
  },

  audit: (_, { userId }) => ({
    target: { type: "user", id: userId },
    before: { bypass: true },
    after: { bypass: false },
  }),
  present: () => ({}),
});
