import { serve } from "@/lib/transports/http/serve";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import { editVersion } from "@/lib/verbs/registry/versions/edit-version";

export const { GET, PATCH } = serve({ GET: describeVersion, PATCH: editVersion });
