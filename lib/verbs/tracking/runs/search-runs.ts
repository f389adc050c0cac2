import { z } from "zod";
import { experimentId, text, whole } from "@/lib/core/fields";
import { parseOrderBy } from "@/lib/core/filter/order-by";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { runTarget, wireRunTarget } from "@/lib/core/filter/targets";
import { mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import { run } from "@/lib/core/tracking/runs/run";
import { empty, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { after, keysOfRow, orderBy } from "@/lib/verbs/shared/order";
import { fromPageToken, toPageToken } from "@/lib/verbs/shared/page-token";
import { parsed } from "@/lib/verbs/shared/parsed";
import { knownExperiments } from "@/lib/verbs/tracking/experiments/shared/known-experiments";
import { inView, viewType } from "@/lib/verbs/tracking/shared/views";
import { completeRuns } from "./shared/complete-runs";
import { runFilter } from "./shared/filter";
import { runOrder } from "./shared/order";
import type { InfoRow } from "./shared/runs";

export const searchRuns = read({
  name: "search-runs",
  summary: "Runs of some experiments by a filter, whole, in pages",
  needs: "read",
  search: true,
  input: z.strictObject({
    experimentIds: z.array(experimentId).max(10_000).default([]),
    filter: text(100_000).optional(),
    runViewType: viewType,
    maxResults: whole(1, mlflowLimits.searchResults.runs).default(1000),
    orderBy: z.array(text(10_000)).max(1000).default([]),
    pageToken: text(100_000).optional(),
  }),
  output: z.object({ runs: z.array(run), nextPageToken: z.string().nullable() }),

  async run(context, input) {
    const { database } = context.stores;
    const filter = parsed("filter", () => parseFilter(wireRunTarget, input.filter));
    const order = runOrder(parsed("orderBy", () => parseOrderBy(runTarget, input.orderBy)));
    const query = [input.experimentIds, input.filter ?? "", input.runViewType, input.orderBy];
    const last = fromPageToken(query, input.pageToken, order.keys);
    const experiments = await knownExperiments(context, input.experimentIds);
    if (experiments.length === 0) return { runs: [], nextPageToken: null };
    // The page first, its keys afterwards: made for every run that matches, they took a third of the time.
    const rows = await database.query<InfoRow & { keys: string[] }>(sql`
      WITH page AS MATERIALIZED (
        SELECT run.id FROM run ${order.joins}
        WHERE ${ofExperiments(experiments)} AND ${inView(sql`run.lifecycle_stage`, input.runViewType)}
          AND ${runFilter(filter)} ${last ? sql`AND ${after(order, last)}` : empty}
        ORDER BY ${orderBy(order)} LIMIT ${input.maxResults + 1}
      )
      SELECT run.id, run.name, run.experiment_id AS "experimentId", run.user_name AS "userName", run.status,
        run.start_time AS "startTime", run.end_time AS "endTime", run.artifact_uri AS "artifactUri",
        run.lifecycle_stage AS "lifecycleStage", ${keysOfRow(order)} AS keys
      FROM page JOIN run ON run.id = page.id ${order.joins} ORDER BY ${orderBy(order)}`);
    const page = rows.slice(0, input.maxResults);
    const keys = rows.length > page.length ? page.at(-1)?.keys : undefined;
    return {
      runs: await completeRuns(database, page),
      nextPageToken: keys ? toPageToken(query, keys) : null,
    };
  },
});

// One experiment by `=`, so that the index run_by_start gives the usual order without a sort.
const ofExperiments = (ids: readonly string[]) =>
  ids.length === 1
    ? sql`run.experiment_id = ${ids[0]}::bigint`
    : sql`run.experiment_id = ANY(${[...ids]}::bigint[])`;
