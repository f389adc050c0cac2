import { serve } from "@/lib/transports/http/serve";
import { searchEverything } from "@/lib/verbs/frame/search-everything";

export const { GET } = serve({ GET: searchEverything });
