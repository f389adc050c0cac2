import { serve } from "@/lib/transports/http/serve";
import { readSeries } from "@/lib/verbs/tracking/metrics/read-series";

export const { GET } = serve({ GET: readSeries });
