import { z } from "zod";
import { text, whole } from "@/lib/core/fields";
import { promptTag } from "@/lib/core/filter/matches-filter";
import { parseOrderBy } from "@/lib/core/filter/order-by";
import { parseFilter } from "@/lib/core/filter/parse-filter";
import { versionTarget } from "@/lib/core/filter/targets";
import { version } from "@/lib/core/registry/versions/version";
import { type Sql, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { namesTag, orderOf } from "@/lib/verbs/registry/models/shared/search";
import { cursorOf } from "@/lib/verbs/shared/lists";
import { parsed } from "@/lib/verbs/shared/parsed";
import { type Names, whereOf } from "@/lib/verbs/shared/where";
import { versionsByIds } from "./shared/versions";

export const searchVersions = read({
  name: "search-versions",
  summary: "Versions by a filter over model, number, run, source, stage, alias, times and tags",
  needs: "read",
  search: true,
  input: z.strictObject({
    filter: text(8192).optional(),
    orderBy: z.array(text(1000)).default([]),
    maxResults: whole(1, 200_000).default(10_000),
    pageToken: text(200).optional(),
  }),
  output: z.object({ versions: z.array(version), nextPageToken: z.string().nullable() }),

  async run({ stores: { database }, project }, { filter, orderBy, maxResults, pageToken }) {
    const tree = parsed("filter", () => parseFilter(versionTarget, filter));
    const orders = parsed("orderBy", () => parseOrderBy(versionTarget, orderBy));
    const hidden = namesTag(tree, promptTag)
      ? sql`true`
      : sql`NOT EXISTS (SELECT FROM version_tag t WHERE t.version_id = v.id AND t.key = ${promptTag} AND t.value = 'true')`;
    const offset = cursorOf(pageToken || undefined);
    const found = await database.query<{ id: string }>(sql`
      SELECT v.id FROM version v JOIN model m ON m.id = v.model_id
      WHERE v.project_id = ${project.id} AND ${hidden} AND ${whereOf(tree, names)}
      ORDER BY ${orderOf(orders, columns)} LIMIT ${maxResults + 1} OFFSET ${offset}`);
    const ids = found.slice(0, maxResults).map(({ id }) => id);
    return {
      versions: await versionsByIds(database.prisma, ids),
      nextPageToken:
        found.length > maxResults
          ? Buffer.from(String(offset + maxResults), "utf8").toString("base64url")
          : null,
    };
  },
});

const ms = (column: Sql) => sql`floor(extract(epoch FROM ${column}) * 1000)::float8`;
const columns: Record<string, Sql> = {
  name: sql`m.name COLLATE "C"`,
  version_number: sql`v.number`,
  creation_timestamp: sql`v.created_at`,
  last_updated_timestamp: sql`v.updated_at`,
};
const attributes: Record<string, Sql> = {
  name: sql`m.name`,
  run_id: sql`v.run_id`,
  source_path: sql`v.source`,
  current_stage: sql`v.stage`,
  version_number: sql`v.number`,
  creation_timestamp: ms(sql`v.created_at`),
  last_updated_timestamp: ms(sql`v.updated_at`),
};
const names: Names = {
  attributes,
  lists: {
    alias: (condition) =>
      sql`EXISTS (SELECT FROM model_alias a WHERE a.version_id = v.id AND ${condition(sql`a.alias`)})`,
  },
  having: (_, key, condition) =>
    sql`EXISTS (SELECT FROM version_tag t WHERE t.version_id = v.id AND t.key = ${key} AND ${condition(sql`t.value`)})`,
};
