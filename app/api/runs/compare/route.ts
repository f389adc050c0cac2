import { serve } from "@/lib/transports/http/serve";
import { compareRuns } from "@/lib/verbs/tracking/compare-runs";

export const { GET } = serve({ GET: compareRuns });
