import { serve } from "@/lib/transports/http/serve";
import { addComment } from "@/lib/verbs/registry/add-comment";
import { listComments } from "@/lib/verbs/registry/list-comments";

export const { GET, POST } = serve({ GET: listComments, POST: { verb: addComment, status: 201 } });
