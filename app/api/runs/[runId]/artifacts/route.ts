import { serve } from "@/lib/transports/http/serve";
import { listArtifacts } from "@/lib/verbs/tracking/artifacts/list-artifacts";

export const { GET } = serve({ GET: listArtifacts });
