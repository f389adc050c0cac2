import { serve } from "@/lib/transports/http/serve";
import { withdrawRequest } from "@/lib/verbs/registry/requests/withdraw-request";

export const { POST } = serve({ POST: withdrawRequest });
