import { serve } from "@/lib/transports/http/serve";
import { decideRequest } from "@/lib/verbs/registry/requests/decide-request";

export const { POST } = serve({ POST: decideRequest });
