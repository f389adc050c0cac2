import { serve } from "@/lib/transports/http/serve";
import { getPolicy } from "@/lib/verbs/registry/policies/get-policy";
import { setPolicy } from "@/lib/verbs/registry/policies/set-policy";

export const { GET, PUT } = serve({ GET: getPolicy, PUT: setPolicy });
