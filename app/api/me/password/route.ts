import { serve } from "@/lib/transports/http/serve";
import { changePassword } from "@/lib/verbs/people/change-password";

export const { POST } = serve({ POST: changePassword });
