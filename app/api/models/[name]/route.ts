import { serve } from "@/lib/transports/http/serve";
import { editModel } from "@/lib/verbs/registry/models/edit-model";
import { getModel } from "@/lib/verbs/registry/models/get-model";

export const { GET, PATCH } = serve({ GET: getModel, PATCH: editModel });
