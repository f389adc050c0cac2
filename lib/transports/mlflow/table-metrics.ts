import { z } from "zod";
import { getMetricHistories } from "@/lib/verbs/tracking/metrics/get-metric-histories";
import { getMetricHistory } from "@/lib/verbs/tracking/metrics/get-metric-history";
import { sampleMetricHistories } from "@/lib/verbs/tracking/metrics/sample-metric-histories";
import { type Endpoint, endpoint } from "./endpoint";
import { list, nextPage, wirePoint, wireRunPoint } from "./wire";

const asSent = z.unknown();

export const metricEndpoints: Endpoint[] = [
  endpoint("GET", "metrics/get-history", getMetricHistory, ({ points, nextPageToken }) => ({
    metrics: list(points.map(wirePoint)),
    next_page_token: nextPage(nextPageToken),
  })),
  endpoint(
    "GET",
    "metrics/get-history-bulk",
    getMetricHistories,
    ({ points }) => ({ metrics: points.map(wireRunPoint) }),
    {
      // This one says run_id for a list.
      fields: z.object({ runId: z.array(asSent), metricKey: asSent, maxResults: asSent }),
      toInput: ({ runId, ...rest }) => ({ runIds: runId, ...rest }),
      toWirePath: ([first, ...rest]) => [first === "runIds" ? "runId" : (first ?? ""), ...rest],
    },
  ),
  endpoint("GET", "metrics/get-history-bulk-interval", sampleMetricHistories, ({ points }) => ({
    metrics: points.map(wireRunPoint),
  })),
];
