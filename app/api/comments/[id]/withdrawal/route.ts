import { serve } from "@/lib/transports/http/serve";
import { withdrawComment } from "@/lib/verbs/registry/versions/withdraw-comment";

export const { POST } = serve({ POST: withdrawComment });
