import { serve } from "@/lib/transports/http/serve";
import { deleteExperiment } from "@/lib/verbs/tracking/experiments/delete-experiment";
import { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";
import { renameExperiment } from "@/lib/verbs/tracking/experiments/rename-experiment";

export const { GET, PATCH, DELETE } = serve({
  GET: getExperiment,
  PATCH: renameExperiment,
  DELETE: deleteExperiment,
});
