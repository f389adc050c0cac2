import { serve } from "@/lib/transports/http/serve";
import { createWebhook } from "@/lib/verbs/webhooks/create-webhook";
import { listWebhooks } from "@/lib/verbs/webhooks/list-webhooks";

export const { GET, POST } = serve({ GET: listWebhooks, POST: { verb: createWebhook, status: 201 } });
