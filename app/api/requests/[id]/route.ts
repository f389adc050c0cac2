import { serve } from "@/lib/transports/http/serve";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";

export const { GET } = serve({ GET: getRequest });
