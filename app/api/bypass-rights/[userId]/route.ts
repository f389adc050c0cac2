import { serve } from "@/lib/transports/http/serve";
import { revokeBypass } from "@/lib/verbs/people/revoke-bypass";

export const { DELETE } = serve({ DELETE: revokeBypass });
