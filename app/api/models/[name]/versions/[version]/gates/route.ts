import { serve } from "@/lib/transports/http/serve";
import { checkGates } from "@/lib/verbs/registry/policies/check-gates";

export const { GET } = serve({ GET: checkGates });
