import { serve } from "@/lib/transports/http/serve";
import { testWebhook } from "@/lib/verbs/webhooks/test-webhook";

export const { POST } = serve({ POST: testWebhook });
