import { randomUUID } from "node:crypto";
import { z } from "zod";
import { nothing, runId, text } from "@/lib/core/fields";
import { mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { linkModels } from "@/lib/verbs/tracking/logged-models/shared/logged-models";
import { lockRun } from "@/lib/verbs/tracking/runs/shared/runs";
import { requireActive } from "@/lib/verbs/tracking/shared/active";

const limits = mlflowLimits.dataset;
const dataset = z.strictObject({
  name: text(limits.name).min(1),
  digest: text(limits.digest).min(1),
  sourceType: text(limits.name).default(""),
  source: text(limits.source).default(""),
  schema: text(limits.schema).optional(),
  profile: text(limits.profile).optional(),
});
const tag = z.strictObject({
  key: text(mlflowLimits.inputTag.key).min(1),
  value: text(mlflowLimits.inputTag.value),
});

export const logInputs = write({
  name: "log-inputs",
  summary: "Say which datasets and models a run read; the same again changes nothing",
  needs: "runs:write",
  body: "datasets",
  input: z.strictObject({
    runId,
    datasets: z
      .array(z.strictObject({ tags: z.array(tag).max(100).default([]), dataset }))
      .max(100)
      .default([]),
    models: z
      .array(z.strictObject({ modelId: text(256).min(1) }))
      .max(1000)
      .default([]),
  }),
  output: nothing,

  load: (context, input) => lockRun(context, input.runId),
  allow: () => null,

  async run(context, { datasets, models }, stored) {
    const { tx, project } = context;
    requireActive("run", stored.id, stored.lifecycleStage);
    const column = <T>(of: (one: z.output<typeof dataset>) => T) =>
      datasets.map(({ dataset }) => of(dataset));
    const names = sql`${column(({ name }) => name)}::text[], ${column(({ digest }) => digest)}::text[]`;
    // Name and digest say which dataset it is: an experiment keeps it once, whoever logs it. Always in the same order: two
    // runs that log the same ones cannot wait for each other.
    await tx.$executeRaw(sql`
      INSERT INTO dataset (id, project_id, experiment_id, name, digest, source_type, source, schema, profile)
      SELECT id, ${project.id}, ${stored.experimentId}, name, digest, source_type, source, schema, profile
      FROM unnest(${column(() => randomUUID())}::text[], ${names}, ${column(({ sourceType }) => sourceType)}::text[],
        ${column(({ source }) => source)}::text[], ${column(({ schema = null }) => schema)}::text[],
        ${column(({ profile = null }) => profile)}::text[])
        WITH ORDINALITY AS d (id, name, digest, source_type, source, schema, profile, place)
      ORDER BY name, digest, place
      ON CONFLICT (experiment_id, name, digest) DO NOTHING`);
    await tx.$executeRaw(sql`
      INSERT INTO run_dataset (run_id, dataset_id, tags)
      SELECT ${stored.id}, dataset.id, d.tags::jsonb
      FROM unnest(${names}, ${datasets.map(({ tags }) => JSON.stringify(tags))}::text[]) WITH ORDINALITY AS d (name, digest, tags, place)
      JOIN dataset ON experiment_id = ${stored.experimentId} AND dataset.name = d.name AND dataset.digest = d.digest
      ORDER BY place
      ON CONFLICT (run_id, dataset_id) DO NOTHING`);
    await linkModels(
      context,
      stored.id,
      "input",
      models.map(({ modelId }) => ({ modelId, step: 0n })),
    );
    await context.announce("run", stored.id);
  },

  audit: { none: "telemetry" },
  present: () => ({}),
});
