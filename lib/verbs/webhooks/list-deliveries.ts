import { page } from "@/lib/core/fields";
import { deliveryFilter, deliveryRow, deliveryState, waitingStates } from "@/lib/core/webhooks/schemas";
import { read } from "@/lib/verbs/kernel";
import { cursorOf, toCursor } from "@/lib/verbs/shared/lists";
import { findWebhook } from "./shared/webhooks";

const attemptsShown = 20;
const responseShown = 1_000;

/** What was sent to a webhook, newest first, with the last attempts of each. Error: not-found. */
export const listDeliveries = read({
  name: "list-deliveries",
  summary: "A webhook's delivery log",
  needs: "administer",
  input: deliveryFilter,
  output: page(deliveryRow),

  async run(context, { id, state, limit, cursor }) {
    await findWebhook(context, id);
    const { prisma } = context.stores.database;
    const where = { webhookId: id, ...(state === undefined ? {} : { state }) };
    const offset = cursorOf(cursor);
    const [total, rows] = await Promise.all([
      prisma.webhookDelivery.count({ where }),
      prisma.webhookDelivery.findMany({
        where,
        orderBy: { outboxSeq: "desc" },
        skip: offset,
        take: limit,
        include: { message: true, log: { orderBy: { id: "desc" }, take: attemptsShown } },
      }),
    ]);
    const items = rows.map(({ message, log, ...row }) => {
      const known = deliveryState.parse(row.state);
      return {
        id: row.id,
        messageId: message.id,
        type: message.type,
        state: known,
        attempts: row.attempts,
        nextAt: waitingStates.includes(known) ? row.nextAt : null,
        createdAt: row.createdAt,
        finishedAt: row.finishedAt,
        body: asText(message.payload),
        log: log.map(({ at, status, error, response, durationMs }) => ({
          at,
          status,
          error,
          response: response === null ? null : asText(response.subarray(0, responseShown)),
          durationMs,
        })),
      };
    });
    return { items, total, nextCursor: toCursor(offset + rows.length, total) };
  },
});

const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
