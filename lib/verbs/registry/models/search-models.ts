import { z } from "zod";
import { text, whole } from "@/lib/core/fields";
import { promptTag } from "@/lib/core/filter/matches-filter";
import { parseOrderBy } from "@/lib/core/filter/order-by";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { modelTarget } from "@/lib/core/filter/targets";
import { model } from "@/lib/core/registry/models/model";
import { type Sql, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { cursorOf } from "@/lib/verbs/shared/lists";
import { parsed } from "@/lib/verbs/shared/parsed";
import { type Names, whereOf } from "@/lib/verbs/shared/where";
import { completeModels } from "./shared/present-models";
import { namesTag, orderOf } from "./shared/search";

export const searchModels = read({
  name: "search-models",
  summary: "Models by a filter over name and tags",
  needs: "read",
  search: true,
  input: z.strictObject({
    filter: text(8192).optional(),
    orderBy: z.array(text(1000)).default([]),
    maxResults: whole(1, 1000).default(100),
    pageToken: text(200).optional(),
  }),
  output: z.object({ models: z.array(model), nextPageToken: z.string().nullable() }),

  async run({ stores: { database }, project }, { filter, orderBy, maxResults, pageToken }) {
    const tree = parsed("filter", () => parseFilter(modelTarget, filter));
    const orders = parsed("orderBy", () => parseOrderBy(modelTarget, orderBy));
    const hidden = namesTag(tree, promptTag)
      ? sql`true`
      : sql`NOT EXISTS (SELECT FROM model_tag t WHERE t.model_id = m.id AND t.key = ${promptTag} AND t.value = 'true')`;
    const offset = cursorOf(pageToken || undefined);
    const found = await database.query<{ id: string }>(sql`
      SELECT m.id FROM model m
      WHERE m.project_id = ${project.id} AND ${hidden} AND ${whereOf(tree, names)}
      ORDER BY ${orderOf(orders, columns)} LIMIT ${maxResults + 1} OFFSET ${offset}`);
    const ids = found.slice(0, maxResults).map(({ id }) => id);
    const rows = await database.prisma.model.findMany({ where: { id: { in: ids } } });
    rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    return {
      models: await completeModels(database.prisma, rows),
      nextPageToken:
        found.length > maxResults
          ? Buffer.from(String(offset + maxResults), "utf8").toString("base64url")
          : null,
    };
  },
});

const columns: Record<string, Sql> = {
  name: sql`m.name COLLATE "C"`,
  last_updated_timestamp: sql`m.updated_at`,
};
const names: Names = {
  attributes: { name: sql`m.name` },
  having: (_, key, condition) =>
    sql`EXISTS (SELECT FROM model_tag t WHERE t.model_id = m.id AND t.key = ${key} AND ${condition(sql`t.value`)})`,
};
