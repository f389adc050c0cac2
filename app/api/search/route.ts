import { serve } from "@/lib/transports/http/serve";
import { searchEverything } from "@/lib/verbs/tracking/search-everything";

export const { GET } = serve({ GET: searchEverything });
