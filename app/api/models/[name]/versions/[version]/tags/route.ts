import { serve } from "@/lib/transports/http/serve";
import { deleteVersionTag } from "@/lib/verbs/registry/versions/delete-version-tag";
import { setVersionTag } from "@/lib/verbs/registry/versions/set-version-tag";

export const { PUT, DELETE } = serve({ PUT: setVersionTag, DELETE: deleteVersionTag });
