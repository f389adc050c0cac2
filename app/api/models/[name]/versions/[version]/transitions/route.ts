import { serve } from "@/lib/transports/http/serve";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";

export const { POST } = serve({ POST: transitionVersion });
