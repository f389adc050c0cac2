import { serve } from "@/lib/transports/http/serve";
import { createExperiment } from "@/lib/verbs/tracking/experiments/create-experiment";
import { listExperiments } from "@/lib/verbs/tracking/experiments/list-experiments";

export const { GET, POST } = serve({ GET: listExperiments, POST: { verb: createExperiment, status: 201 } });
