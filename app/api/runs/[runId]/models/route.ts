import { serve } from "@/lib/transports/http/serve";
import { listRunModels } from "@/lib/verbs/tracking/logged-models/list-run-models";

export const { GET } = serve({ GET: listRunModels });
