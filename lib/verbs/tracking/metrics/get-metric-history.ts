import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { runId, text, whole } from "@/lib/core/fields";
import { point } from "@/lib/core/tracking/metrics/point";
import { read } from "@/lib/verbs/kernel";
import { findRun } from "@/lib/verbs/tracking/runs/shared/runs";
import { readHistory } from "./shared/history";

export const getMetricHistory = read({
  name: "get-metric-history",
  summary: "Every point of one metric of a run, by timestamp, step and value",
  needs: "read",
  input: z.strictObject({
    runId,
    metricKey: text(250).min(1),
    maxResults: whole(1, 1_000_000).optional(),
    pageToken: text(200).optional(),
  }),
  output: z.object({ points: z.array(point), nextPageToken: z.string().nullable() }),

  async run(context, { runId: id, metricKey, maxResults, pageToken }) {
    await findRun(context.stores.database.prisma, context, id);
    const offset = offsetOf(pageToken);
    // Without a limit everything is given: clients read either form.
    const limit = maxResults ?? 1_000_000;
    const points = await readHistory(
      context.stores,
      { runId: id, key: metricKey, offset, limit: limit + 1 },
      context.signal,
    );
    const more = points.length > limit;
    return {
      points: more ? points.slice(0, limit) : points,
      nextPageToken: more ? String(offset + limit) : null,
    };
  },
});

// A run's history only grows, and mostly at its end: an offset stays true while it is paged.
function offsetOf(token: string | undefined): number {
  if (token === undefined || token === "") return 0;
  if (!/^\d{1,12}$/.test(token))
    throw invalid(
      "Invalid page token, could not base64-decode it: take it from next_page_token of the page before.",
    );
  return Number(token);
}
