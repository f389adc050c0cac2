import { nothing, page } from "@/lib/core/fields";
import { webhookRow } from "@/lib/core/webhooks/schemas";
import { read } from "@/lib/verbs/kernel";
import { presentWebhooks } from "./shared/webhooks";

/** The project's webhooks, newest first. Never the secrets. */
export const listWebhooks = read({
  name: "list-webhooks",
  summary: "The project's webhooks and how they fare",
  needs: "administer",
  input: nothing,
  output: page(webhookRow),

  async run(context) {
    const rows = await context.stores.database.prisma.webhook.findMany({
      where: { projectId: context.project.id },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    });
    return { items: await presentWebhooks(context, rows), total: rows.length, nextCursor: null };
  },
});
