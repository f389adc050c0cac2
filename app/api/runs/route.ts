import { serve } from "@/lib/transports/http/serve";
import { listRuns } from "@/lib/verbs/tracking/runs/list-runs";

export const { GET } = serve({ GET: listRuns });
