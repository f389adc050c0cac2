import { serve } from "@/lib/transports/http/serve";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { listModels } from "@/lib/verbs/registry/models/list-models";

export const { GET, POST } = serve({ GET: listModels, POST: { verb: createModel, status: 201 } });
