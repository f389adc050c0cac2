import { serve } from "@/lib/transports/http/serve";
import { getRequest } from "@/lib/verbs/registry/get-request";

export const { GET } = serve({ GET: getRequest });
