import { serve } from "@/lib/transports/http/serve";
import { compareRuns } from "@/lib/verbs/tracking/runs/compare-runs";

export const { GET } = serve({ GET: compareRuns });
