import { serve } from "@/lib/transports/http/serve";
import { listMembers } from "@/lib/verbs/people/list-members";

export const { GET } = serve({ GET: listMembers });
