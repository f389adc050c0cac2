import { serve } from "@/lib/transports/http/serve";
import { getAuditEvent } from "@/lib/verbs/audit/get-audit-event";

export const { GET } = serve({ GET: getAuditEvent });
