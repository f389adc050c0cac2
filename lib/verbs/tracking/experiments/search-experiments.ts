import { z } from "zod";
import { text, whole } from "@/lib/core/fields";
import { parseOrderBy } from "@/lib/core/filter/order-by";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { experimentTarget } from "@/lib/core/filter/targets";
import { type Experiment, experiment } from "@/lib/core/tracking/experiments/experiment";
import { mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import { empty, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { after, keysOfRow, orderBy } from "@/lib/verbs/shared/order";
import { fromPageToken, toPageToken } from "@/lib/verbs/shared/page-token";
import { parsed } from "@/lib/verbs/shared/parsed";
import { inView, viewType } from "@/lib/verbs/tracking/shared/views";
import { experimentFilter } from "./shared/filter";
import { experimentOrder } from "./shared/order";

export const searchExperiments = read({
  name: "search-experiments",
  summary: "Experiments by a filter over name, times and tags, in pages",
  needs: "read",
  search: true,
  input: z.strictObject({
    filter: text(100_000).optional(),
    viewType,
    maxResults: whole(1, mlflowLimits.searchResults.experiments).default(1000),
    orderBy: z.array(text(10_000)).max(1000).default([]),
    pageToken: text(100_000).optional(),
  }),
  output: z.object({ experiments: z.array(experiment), nextPageToken: z.string().nullable() }),

  async run({ project, stores: { database } }, input) {
    const filter = parsed("filter", () => parseFilter(experimentTarget, input.filter));
    const order = experimentOrder(parsed("orderBy", () => parseOrderBy(experimentTarget, input.orderBy)));
    const query = [input.filter ?? "", input.viewType, input.orderBy];
    const last = fromPageToken(query, input.pageToken, order.keys);
    const rows = await database.query<Experiment & { keys: string[] }>(sql`
      SELECT e.id::text, e.name, e.artifact_location AS "artifactLocation", e.lifecycle_stage AS "lifecycleStage",
        e.created_at AS "createdAt", e.updated_at AS "updatedAt", ${keysOfRow(order)} AS keys,
        coalesce((SELECT json_agg(json_build_object('key', key, 'value', value) ORDER BY key)
          FROM experiment_tag t WHERE t.experiment_id = e.id), '[]') AS tags
      FROM experiment e
      WHERE e.project_id = ${project.id} AND ${inView(sql`e.lifecycle_stage`, input.viewType)}
        AND ${experimentFilter(filter)} ${last ? sql`AND ${after(order, last)}` : empty}
      ORDER BY ${orderBy(order)} LIMIT ${input.maxResults + 1}`);
    const page = rows.slice(0, input.maxResults);
    const keys = rows.length > page.length ? page.at(-1)?.keys : undefined;
    return {
      experiments: page.map(({ keys: _, ...found }) => found),
      nextPageToken: keys ? toPageToken(query, keys) : null,
    };
  },
});
