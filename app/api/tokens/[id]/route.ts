import { serve } from "@/lib/transports/http/serve";
import { revokeToken } from "@/lib/verbs/people/revoke-token";

export const { DELETE } = serve({ DELETE: revokeToken });
