import { serve } from "@/lib/transports/http/serve";
import { deleteAlias } from "@/lib/verbs/registry/versions/delete-alias";
import { setAlias } from "@/lib/verbs/registry/versions/set-alias";

export const { PUT, DELETE } = serve({ PUT: setAlias, DELETE: deleteAlias });
