import { serve } from "@/lib/transports/http/serve";
import { updateUser } from "@/lib/verbs/people/update-user";

export const { PATCH } = serve({ PATCH: updateUser });
