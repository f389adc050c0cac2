import { serve } from "@/lib/transports/http/serve";
import { inviteUser } from "@/lib/verbs/people/invite-user";
import { listUsers } from "@/lib/verbs/people/list-users";

export const { GET, POST } = serve({ GET: listUsers, POST: { verb: inviteUser, status: 201 } });
