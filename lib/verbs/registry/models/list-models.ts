import { z } from "zod";
import { page, text, whole } from "@/lib/core/fields";
import { model } from "@/lib/core/registry/models/model";
import { empty, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { byName, cursorOf, toCursor } from "@/lib/verbs/shared/lists";
import { completeModels } from "./shared/present-models";

const sorts = {
  name: sql`lower(m.name)`,
  updated: sql`m.updated_at`,
  created: sql`m.created_at`,
} as const;

export const listModels = read({
  name: "list-models",
  summary: "The project's models with the newest version of each stage",
  needs: "read",
  search: true,
  input: z.strictObject({
    search: text(256).optional(),
    sort: z.enum(byName(sorts)).default("updated"),
    order: z.enum(["asc", "desc"]).default("desc"),
    limit: whole(1, 500).default(100),
    cursor: text(200).optional(),
  }),
  output: page(model),

  async run({ project, stores: { database } }, { search, sort, order, limit, cursor }) {
    // Prompts are models to MLflow's clients, and nothing that is deployed.
    const where = sql`m.project_id = ${project.id}
      AND NOT EXISTS (SELECT FROM model_tag t WHERE t.model_id = m.id AND t.key = 'mlflow.prompt.is_prompt' AND t.value = 'true')
      ${search ? sql`AND strpos(lower(m.name), lower(${search})) > 0` : empty}`;
    const offset = cursorOf(cursor);
    const [found, counted] = await Promise.all([
      database.query<{ id: string }>(
        sql`SELECT m.id FROM model m WHERE ${where} ORDER BY ${sorts[sort]} ${order === "asc" ? sql`ASC` : sql`DESC`}, m.id LIMIT ${limit} OFFSET ${offset}`,
      ),
      database.query<{ total: bigint }>(sql`SELECT count(*) AS total FROM model m WHERE ${where}`),
    ]);
    const ids = found.map(({ id }) => id);
    const rows = await database.prisma.model.findMany({ where: { id: { in: ids } } });
    rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    const total = Number(counted[0]?.total ?? 0);
    return {
      items: await completeModels(database.prisma, rows),
      total,
      nextCursor: toCursor(offset + rows.length, total),
    };
  },
});
