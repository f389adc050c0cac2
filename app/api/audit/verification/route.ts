import { serve } from "@/lib/transports/http/serve";
import { verifyAudit } from "@/lib/verbs/audit/verify-audit";

export const { GET } = serve({ GET: verifyAudit });
