import { serve } from "@/lib/transports/http/serve";
import { createToken } from "@/lib/verbs/people/create-token";
import { listTokens } from "@/lib/verbs/people/list-tokens";

export const { GET, POST } = serve({ GET: listTokens, POST: { verb: createToken, status: 201 } });
