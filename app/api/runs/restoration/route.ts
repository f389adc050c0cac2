import { serve } from "@/lib/transports/http/serve";
import { restoreRuns } from "@/lib/verbs/tracking/runs/restore-runs";

export const { POST } = serve({ POST: restoreRuns });
