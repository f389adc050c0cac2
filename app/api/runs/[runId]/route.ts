import { serve } from "@/lib/transports/http/serve";
import { getRun } from "@/lib/verbs/tracking/runs/get-run";

export const { GET } = serve({ GET: getRun });
