import { z } from "zod";
import { type Sql, sql } from "@/lib/stores/database/database";

const views = ["ACTIVE_ONLY", "DELETED_ONLY", "ALL"] as const;
type View = (typeof views)[number];

/** Active things, deleted ones, or all: MLflow's names, or their numbers 1 to 3. */
export const viewType = z
  .unknown()
  .transform((value, context): View => {
    const view = views.find((name, index) => value === name || String(value) === String(index + 1));
    if (view) return view;
    context.addIssue("must be ACTIVE_ONLY, DELETED_ONLY or ALL");
    return z.NEVER;
  })
  .default("ACTIVE_ONLY")
  .meta({ type: "string", enum: views });

const conditions = {
  ACTIVE_ONLY: (stage: Sql) => sql`${stage} = 'active'`,
  DELETED_ONLY: (stage: Sql) => sql`${stage} = 'deleted'`,
  ALL: (stage: Sql) => sql`${stage} IN ('active', 'deleted')`,
} as const;

export const inView = (stage: Sql, view: View): Sql => conditions[view](stage);
