import { serve } from "@/lib/transports/http/serve";
import { listDeliveries } from "@/lib/verbs/webhooks/list-deliveries";

export const { GET } = serve({ GET: listDeliveries });
