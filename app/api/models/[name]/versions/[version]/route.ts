import { serve } from "@/lib/transports/http/serve";
import { describeVersion } from "@/lib/verbs/registry/describe-version";
import { editVersion } from "@/lib/verbs/registry/edit-version";

export const { GET, PATCH } = serve({ GET: describeVersion, PATCH: editVersion });
