import { z } from "zod";
import { text, whole } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";

const found = z.object({
  kind: z.enum(["experiment", "run", "model"]),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  href: z.string(),
});

export const searchEverything = read({
  name: "search-everything",
  summary: "Experiments, runs and models by a part of their name, or a run by its id",
  needs: "read",
  search: true,
  input: z.strictObject({ q: text(200).trim().min(1), limit: whole(1, 50).default(12) }),
  output: z.object({ items: z.array(found) }),

  async run({ project, stores: { database } }, { q, limit }) {
    type Row = { kind: "experiment" | "run" | "model"; id: string; title: string; subtitle: string };
    const rows = await database.query<Row>(sql`
      SELECT kind, id, title, subtitle FROM (
        (SELECT 'experiment' AS kind, 1 AS rank, id::text, name AS title, 'Experiment' AS subtitle, created_at AS at FROM experiment
          WHERE project_id = ${project.id} AND lifecycle_stage = 'active' AND strpos(lower(name), lower(${q})) > 0 ORDER BY created_at DESC LIMIT ${limit})
        UNION ALL
        (SELECT 'model', 2, name, name, last_version || ' versions', updated_at FROM model
          WHERE project_id = ${project.id} AND strpos(lower(name), lower(${q})) > 0 ORDER BY updated_at DESC LIMIT ${limit})
        UNION ALL
        (SELECT 'run', 3, run.id, run.name, 'Run in ' || e.name, run.created_at FROM run JOIN experiment e ON e.id = run.experiment_id
          WHERE run.project_id = ${project.id} AND run.lifecycle_stage = 'active'
            AND (run.id = lower(${q}) OR strpos(lower(run.name), lower(${q})) > 0)
          ORDER BY run.start_time DESC LIMIT ${limit})
      ) found ORDER BY (lower(title) = lower(${q})) DESC, rank, at DESC LIMIT ${limit}`);
    return { items: rows.map((row) => ({ ...row, href: hrefs[row.kind](row.id) })) };
  },
});

const hrefs = {
  experiment: (id: string) => `/experiments/${id}`,
  run: (id: string) => `/runs/${id}`,
  model: (name: string) => `/models/${encodeURIComponent(name)}`,
};
