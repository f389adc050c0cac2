import { serve } from "@/lib/transports/http/serve";
import { getInbox } from "@/lib/verbs/registry/board/get-inbox";

export const { GET } = serve({ GET: getInbox });
