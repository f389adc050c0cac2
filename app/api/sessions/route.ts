import { serve } from "@/lib/transports/http/serve";
import { endSessions } from "@/lib/verbs/people/end-sessions";
import { listSessions } from "@/lib/verbs/people/list-sessions";

export const { GET, DELETE } = serve({ GET: listSessions, DELETE: endSessions });
