import { serve } from "@/lib/transports/http/serve";
import { decideRequest } from "@/lib/verbs/registry/decide-request";

export const { POST } = serve({ POST: decideRequest });
