import { randomBytes, randomUUID } from "node:crypto";
import { conflict } from "@/lib/core/errors";
import { newWebhook, webhookRow, webhookSecret } from "@/lib/core/webhooks/schemas";
import { writeSecretKey } from "@/lib/core/webhooks/signature";
import { actorId, write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { auditWebhook, presentWebhook, requireAllowed, requireSeal } from "./shared/webhooks";

const most = 20;

/** Makes a webhook; its secret is shown this once. Errors: invalid for where nothing may be sent, conflict. */
export const createWebhook = write({
  name: "create-webhook",
  summary: "Make a webhook: its secret is shown once",
  needs: "administer",
  input: newWebhook,
  output: webhookRow.extend(webhookSecret.shape),

  async prepare(context, { url }) {
    const seal = requireSeal(context);
    await requireAllowed(context, url);
    return seal;
  },
  async load(context) {
    await requireFresh(context);
    const { tx, project } = context;
    await tx.$queryRaw`SELECT 1 FROM project WHERE id = ${project.id} FOR NO KEY UPDATE`;
    if ((await tx.webhook.count({ where: { projectId: project.id } })) >= most)
      throw conflict(`A project has at most ${most} webhooks: delete one first.`);
  },
  allow: () => null,

  async run(context, { url, description, events }, _, seal) {
    const id = randomUUID();
    const key = randomBytes(32);
    const data = { id, projectId: context.project.id, url: new URL(url).href, description, events };
    const row = await context.tx.webhook.create({
      data: { ...data, secret: seal.close(key, id), createdBy: actorId(context) },
    });
    return { row, secret: writeSecretKey(key) };
  },

  audit: ({ row }) => ({ target: { type: "webhook", id: row.id }, after: auditWebhook(row) }),
  present: async ({ row, secret }, context) => ({ ...(await presentWebhook(context, row.id)), secret }),
});
