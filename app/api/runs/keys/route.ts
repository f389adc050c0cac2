import { serve } from "@/lib/transports/http/serve";
import { listRunKeys } from "@/lib/verbs/tracking/runs/list-run-keys";

export const { GET } = serve({ GET: listRunKeys });
