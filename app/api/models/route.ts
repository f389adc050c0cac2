import { serve } from "@/lib/transports/http/serve";
import { listModels } from "@/lib/verbs/registry/models/list-models";

export const { GET } = serve({ GET: listModels });
