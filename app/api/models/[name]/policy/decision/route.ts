import { serve } from "@/lib/transports/http/serve";
import { decidePolicy } from "@/lib/verbs/registry/policies/decide-policy";

export const { POST } = serve({ POST: decidePolicy });
