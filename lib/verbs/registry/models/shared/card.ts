import { invalid } from "@/lib/core/errors";
import { model } from "@/lib/core/registry/models/model";
import type { AuditNote } from "@/lib/verbs/audit";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import type { model as ModelRow } from "@/prisma/generated/client";
import { lockModel, touchModel } from "./models";
import { presentModel } from "./present-models";

/** What is left out stays. */
type Asked = { name: string; description?: string | undefined; ownerId?: string | null | undefined };

/** Changing what a model's card says: ours and MLflow's verb differ in what they take alone. */
export const modelCard = {
  needs: "registry:write",
  output: model,
  load: (context: WriteContext, { name }: Asked) => lockModel(context, name),
  allow: () => null,
  async run(context: WriteContext, asked: Asked, before: ModelRow) {
    const { ownerId } = asked;
    if (typeof ownerId === "string" && ownerId !== before.ownerId) await requireMember(context, ownerId);
    const after = await context.tx.model.update({ where: { id: before.id }, data: changed(asked, asked) });
    await touchModel(context, before);
    return after;
  },
  audit: (after: ModelRow, asked: Asked, before: ModelRow): AuditNote => ({
    target: { type: "model", id: before.id, name: before.name },
    before: changed(asked, before),
    after: changed(asked, after),
  }),
  present: ({ id }: ModelRow, context: Context) => presentModel(context, id),
} as const;

/** Of a model's card, the parts that are asked to change. */
const changed = (asked: Asked, { description, ownerId }: Omit<Asked, "name">) => ({
  ...(asked.description === undefined || description === undefined ? {} : { description }),
  ...(asked.ownerId === undefined || ownerId === undefined ? {} : { ownerId }),
});

/** Error: invalid. */
async function requireMember({ tx, project }: WriteContext, userId: string): Promise<void> {
  const where = { userId, projectId: project.id, user: { disabledAt: null } };
  if (!(await tx.member.findFirst({ where, select: { userId: true } })))
    throw invalid("/ownerId: an owner is one of this project's people", [
      { pointer: "/ownerId", message: "choose one of this project's people" },
    ]);
}
