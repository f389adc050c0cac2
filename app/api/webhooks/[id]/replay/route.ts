import { serve } from "@/lib/transports/http/serve";
import { replayDeliveries } from "@/lib/verbs/webhooks/replay-deliveries";

export const { POST } = serve({ POST: replayDeliveries });
