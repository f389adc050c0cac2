import { serve } from "@/lib/transports/http/serve";
import { describeVersion } from "@/lib/verbs/registry/describe-version";

export const { GET } = serve({ GET: describeVersion });
