import { serve } from "@/lib/transports/http/serve";
import { grantBypass } from "@/lib/verbs/people/grant-bypass";
import { listBypassRights } from "@/lib/verbs/people/list-bypass-rights";

export const { GET, POST } = serve({ GET: listBypassRights, POST: { verb: grantBypass, status: 201 } });
