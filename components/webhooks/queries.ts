import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import type { LiveKeys } from "@/components/frame/live-keys";
import { queryString } from "@/components/frame/query-string";
import type { AsJson } from "@/lib/core/json/as-json";
import type { DeliveryState } from "@/lib/core/webhooks/schemas";
import type { createWebhook } from "@/lib/verbs/webhooks/create-webhook";
import type { listDeliveries } from "@/lib/verbs/webhooks/list-deliveries";
import type { listWebhooks } from "@/lib/verbs/webhooks/list-webhooks";

type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
export type Webhooks = Output<typeof listWebhooks>;
export type Webhook = Webhooks["items"][number];
/** With the secret, which is shown once. */
export type MadeWebhook = Output<typeof createWebhook>;
type Deliveries = Output<typeof listDeliveries>;
export type Delivery = Deliveries["items"][number];

export const webhookPath = (id: string): string => `/api/webhooks/${encodeURIComponent(id)}`;

/** What all questions about webhooks begin with. */
export const webhooksKey = ["webhooks"] as const;

/** What keeps the webhooks and their deliveries fresh. */
export const webhooksLive: LiveKeys = { webhook: [webhooksKey] };

export const webhooksQuery = () =>
  queryOptions({
    queryKey: [...webhooksKey, "list"],
    queryFn: ({ signal }) => api<Webhooks>("/api/webhooks", { signal }),
  });

export const deliveriesQuery = (id: string, state: DeliveryState | null) =>
  infiniteQueryOptions({
    queryKey: [...webhooksKey, "deliveries", id, state],
    queryFn: ({ signal, pageParam }) =>
      api<Deliveries>(
        `${webhookPath(id)}/deliveries?${queryString({
          ...(state === null ? {} : { state }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        })}`,
        { signal },
      ),
    initialPageParam: noCursor,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
const noCursor: string | null = null;
