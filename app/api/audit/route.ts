import { serve } from "@/lib/transports/http/serve";
import { listAudit } from "@/lib/verbs/audit/list-audit";

export const { GET } = serve({ GET: listAudit });
