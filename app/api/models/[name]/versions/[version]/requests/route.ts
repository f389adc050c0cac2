import { serve } from "@/lib/transports/http/serve";
import { createRequest } from "@/lib/verbs/registry/requests/create-request";

export const { POST } = serve({ POST: { verb: createRequest, status: 201 } });
