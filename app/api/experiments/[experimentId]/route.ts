import { serve } from "@/lib/transports/http/serve";
import { getExperiment } from "@/lib/verbs/tracking/get-experiment";

export const { GET } = serve({ GET: getExperiment });
