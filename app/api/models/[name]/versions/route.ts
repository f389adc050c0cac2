import { serve } from "@/lib/transports/http/serve";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { listVersions } from "@/lib/verbs/registry/versions/list-versions";

export const { GET, POST } = serve({ GET: listVersions, POST: { verb: createVersion, status: 201 } });
