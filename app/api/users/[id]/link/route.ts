import { serve } from "@/lib/transports/http/serve";
import { issueLink } from "@/lib/verbs/people/issue-link";

export const { POST } = serve({ POST: { verb: issueLink, status: 201 } });
