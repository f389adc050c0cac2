import { serve } from "@/lib/transports/http/serve";
import { reauthenticate } from "@/lib/verbs/people/reauthenticate";

export const { POST } = serve({ POST: reauthenticate });
