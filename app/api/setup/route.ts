import { serve } from "@/lib/transports/http/serve";
import { setUp } from "@/lib/verbs/people/set-up";

export const { POST } = serve({ POST: { verb: setUp, status: 201 } });
