import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { nothing, text } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { lockLoggedModel, modelParams } from "./shared/logged-models";

export const logLoggedModelParams = write({
  name: "log-logged-model-params",
  summary: "Log params of a logged model; the same again changes nothing",
  needs: "runs:write",
  body: "batch",
  input: z.strictObject({ modelId: text(256).min(1), params: modelParams }),
  output: nothing,

  load: (context, { modelId }) => lockLoggedModel(context, modelId),
  allow: () => null,

  async run({ tx, announce }, { params }, stored) {
    const given = sql`unnest(${params.map(({ key }) => key)}::text[], ${params.map(({ value }) => value)}::text[]) AS p (key, value)`;
    await tx.$executeRaw(sql`INSERT INTO logged_model_param (model_id, key, value)
      SELECT ${stored.id}, key, value FROM ${given} ON CONFLICT (model_id, key) DO NOTHING`);
    const [changed] = await tx.$queryRaw<{ key: string; was: string }[]>(sql`
      SELECT p.key, stored.value AS was FROM ${given}
      JOIN logged_model_param stored ON stored.model_id = ${stored.id} AND stored.key = p.key AND stored.value <> p.value LIMIT 1`);
    if (changed)
      throw invalid(
        `Changing param values is not allowed. Param with key='${changed.key}' was already logged with value='${changed.was}' for model ID='${stored.id}'.`,
      );
    await announce("logged-model", stored.id);
  },

  audit: { none: "telemetry" },
  present: () => ({}),
});
