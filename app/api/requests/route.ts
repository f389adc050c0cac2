import { serve } from "@/lib/transports/http/serve";
import { listRequests } from "@/lib/verbs/registry/requests/list-requests";

export const { GET } = serve({ GET: listRequests });
