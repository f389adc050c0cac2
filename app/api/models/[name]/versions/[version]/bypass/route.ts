import { serve } from "@/lib/transports/http/serve";
import { bypassPolicy } from "@/lib/verbs/registry/policies/bypass-policy";

export const { POST } = serve({ POST: bypassPolicy });
