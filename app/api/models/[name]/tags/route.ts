import { serve } from "@/lib/transports/http/serve";
import { deleteModelTag } from "@/lib/verbs/registry/models/delete-model-tag";
import { setModelTag } from "@/lib/verbs/registry/models/set-model-tag";

export const { PUT, DELETE } = serve({ PUT: setModelTag, DELETE: deleteModelTag });
