import { serve } from "@/lib/transports/http/serve";
import { getHistory } from "@/lib/verbs/registry/models/get-history";

export const { GET } = serve({ GET: getHistory });
