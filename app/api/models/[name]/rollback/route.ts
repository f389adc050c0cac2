import { serve } from "@/lib/transports/http/serve";
import { getRollback } from "@/lib/verbs/registry/models/get-rollback";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";

export const { GET, POST } = serve({ GET: getRollback, POST: { verb: rollBackModel, status: 201 } });
