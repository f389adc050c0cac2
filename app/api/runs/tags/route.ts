import { serve } from "@/lib/transports/http/serve";
import { tagRuns } from "@/lib/verbs/tracking/runs/tag-runs";

export const { POST } = serve({ POST: tagRuns });
