import { z } from "zod";
import { experimentId, flag, text, whole } from "@/lib/core/fields";
import { parseOrderField, withTieBreak } from "@/lib/core/filter/order-by";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { loggedModelTarget } from "@/lib/core/filter/targets";
import { loggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { empty, join, type Sql, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { after, keysOfRow, orderBy } from "@/lib/verbs/shared/order";
import { fromPageToken, toPageToken } from "@/lib/verbs/shared/page-token";
import { parsed } from "@/lib/verbs/shared/parsed";
import { knownExperiments } from "@/lib/verbs/tracking/experiments/shared/known-experiments";
import { loggedModelFilter } from "./shared/filter";
import { completeLoggedModels } from "./shared/logged-models";
import { loggedModelOrder } from "./shared/order";

const datasetName = text(500);
const dataset = z.strictObject({ datasetName: datasetName.min(1), datasetDigest: text(36).optional() });

export const searchLoggedModels = read({
  name: "search-logged-models",
  summary: "Logged models of some experiments by a filter, in pages",
  needs: "read",
  search: true,
  input: z.strictObject({
    experimentIds: z.array(experimentId).max(10_000).default([]),
    filter: text(100_000).optional(),
    datasets: z.array(dataset).max(100).default([]),
    maxResults: whole(0, 50_000).default(50),
    orderBy: z
      .array(
        z.strictObject({
          fieldName: text(10_000).min(1),
          ascending: flag.default(true),
          datasetName: datasetName.optional(),
          datasetDigest: text(36).optional(),
        }),
      )
      .max(20, "at most 20 entries")
      .default([]),
    pageToken: text(100_000).optional(),
  }),
  output: z.object({ models: z.array(loggedModel), nextPageToken: z.string().nullable() }),

  async run(context, input) {
    const { database } = context.stores;
    const filter = parsed("filter", () => parseFilter(loggedModelTarget, input.filter));
    const fields = input.orderBy.map(({ fieldName, ascending }) =>
      parsed("orderBy", () => parseOrderField(loggedModelTarget, fieldName, ascending)),
    );
    const order = loggedModelOrder(
      withTieBreak(loggedModelTarget, fields),
      input.orderBy.map(({ datasetName: name, datasetDigest: digest }) => ofDataset(name, digest)),
    );
    const query = [input.experimentIds, input.filter ?? "", input.datasets, input.orderBy];
    const last = fromPageToken(query, input.pageToken, order.keys);
    const limit = input.maxResults || 100; // 0 is the wire's "unset"
    const experiments = await knownExperiments(context, input.experimentIds);
    const rows = await database.query<{ id: string; keys: string[] }>(sql`
      SELECT m.id, ${keysOfRow(order)} AS keys FROM logged_model m ${order.joins}
      WHERE m.experiment_id = ANY(${experiments}::bigint[]) AND m.deleted_at IS NULL
        AND ${loggedModelFilter(filter, ofDatasets(input.datasets))} ${last ? sql`AND ${after(order, last)}` : empty}
      ORDER BY ${orderBy(order)} LIMIT ${limit + 1}`);
    const page = rows.slice(0, limit);
    const keys = rows.length > page.length ? page.at(-1)?.keys : undefined;
    const found = await database.prisma.loggedModel.findMany({
      where: { id: { in: page.map(({ id }) => id) } },
    });
    const byId = new Map(found.map((row) => [row.id, row]));
    return {
      models: await completeLoggedModels(
        database,
        page.flatMap(({ id }) => byId.get(id) ?? []),
      ),
      nextPageToken: keys ? toPageToken(query, keys) : null,
    };
  },
});

/** Metrics (`k`) of one dataset; without a name, of any. */
const ofDataset = (name: string | undefined, digest: string | undefined): Sql =>
  name ? sql`AND k.dataset_name = ${name} ${digest ? sql`AND k.dataset_digest = ${digest}` : empty}` : empty;

function ofDatasets(datasets: readonly z.infer<typeof dataset>[]): Sql {
  if (datasets.length === 0) return empty;
  const each = datasets.map(
    ({ datasetName: name, datasetDigest: digest }) => sql`(true ${ofDataset(name, digest)})`,
  );
  return sql`AND (${join(each, " OR ")})`;
}
