import { serve } from "@/lib/transports/http/serve";
import { reviseRequest } from "@/lib/verbs/registry/requests/revise-request";

export const { POST } = serve({ POST: reviseRequest });
