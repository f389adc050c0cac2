import { serve } from "@/lib/transports/http/serve";
import { listVersions } from "@/lib/verbs/registry/versions/list-versions";

export const { GET } = serve({ GET: listVersions });
