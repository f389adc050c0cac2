import { serve } from "@/lib/transports/http/serve";
import { acceptLink } from "@/lib/verbs/people/accept-link";

export const { POST } = serve({ POST: acceptLink });
