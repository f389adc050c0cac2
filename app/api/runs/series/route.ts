import { serve } from "@/lib/transports/http/serve";
import { readSeries } from "@/lib/verbs/tracking/read-series";

export const { GET } = serve({ GET: readSeries });
