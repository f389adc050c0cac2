import { serve } from "@/lib/transports/http/serve";
import { replayDelivery } from "@/lib/verbs/webhooks/replay-delivery";

export const { POST } = serve({ POST: replayDelivery });
