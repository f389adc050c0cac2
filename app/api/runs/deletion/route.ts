import { serve } from "@/lib/transports/http/serve";
import { deleteRuns } from "@/lib/verbs/tracking/runs/delete-runs";

export const { POST } = serve({ POST: deleteRuns });
