import { serve } from "@/lib/transports/http/serve";
import { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";

export const { GET } = serve({ GET: getExperiment });
