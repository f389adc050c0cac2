import { serve } from "@/lib/transports/http/serve";
import { withdrawRequest } from "@/lib/verbs/registry/withdraw-request";

export const { POST } = serve({ POST: withdrawRequest });
