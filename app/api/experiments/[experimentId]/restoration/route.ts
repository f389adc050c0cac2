import { serve } from "@/lib/transports/http/serve";
import { restoreExperiment } from "@/lib/verbs/tracking/experiments/restore-experiment";

export const { POST } = serve({ POST: restoreExperiment });
