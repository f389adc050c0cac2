import { serve } from "@/lib/transports/http/serve";
import { runMetricRanks } from "@/lib/verbs/tracking/metrics/run-metric-ranks";

export const { GET } = serve({ GET: runMetricRanks });
