import { serve } from "@/lib/transports/http/serve";
import { rotateWebhookSecret } from "@/lib/verbs/webhooks/rotate-webhook-secret";

export const { POST } = serve({ POST: rotateWebhookSecret });
