import { serve } from "@/lib/transports/http/serve";
import { getModel } from "@/lib/verbs/registry/get-model";

export const { GET } = serve({ GET: getModel });
