import { serve } from "@/lib/transports/http/serve";
import { decidePolicy } from "@/lib/verbs/registry/decide-policy";

export const { POST } = serve({ POST: decidePolicy });
