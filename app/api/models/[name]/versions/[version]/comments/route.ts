import { serve } from "@/lib/transports/http/serve";
import { addComment } from "@/lib/verbs/registry/versions/add-comment";
import { listComments } from "@/lib/verbs/registry/versions/list-comments";

export const { GET, POST } = serve({ GET: listComments, POST: { verb: addComment, status: 201 } });
