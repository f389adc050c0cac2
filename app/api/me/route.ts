import { serve } from "@/lib/transports/http/serve";
import { me } from "@/lib/verbs/people/me";
import { updateProfile } from "@/lib/verbs/people/update-profile";

export const { GET, PATCH } = serve({ GET: me, PATCH: updateProfile });
