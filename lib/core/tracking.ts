import { z } from "zod";

/** What tracking's verbs answer with. Times are Date (ISO 8601 in JSON); a point's timestamp is epoch ms, as it was logged. */
export const tag = z.object({ key: z.string(), value: z.string() });

export const lifecycle = z.enum(["active", "deleted"]);
export const runStatuses = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"] as const;
export const runStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof runStatus>;
export const isRunStatus = (value: string): value is RunStatus =>
  runStatuses.some((status) => status === value);

export const experiment = z.object({
  id: z.string(),
  name: z.string(),
  artifactLocation: z.string(),
  lifecycleStage: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  tags: z.array(tag),
});
export type Experiment = z.infer<typeof experiment>;

/** One logged point. `value` may be NaN or ±Infinity. */
export const point = z.object({
  key: z.string(),
  value: z.number(),
  step: z.bigint(),
  timestamp: z.bigint(),
});
export type Point = z.infer<typeof point>;

export const dataset = z.object({
  name: z.string(),
  digest: z.string(),
  sourceType: z.string(),
  source: z.string(),
  schema: z.string().nullable(),
  profile: z.string().nullable(),
});

export const runInfo = z.object({
  id: z.string(),
  name: z.string(),
  experimentId: z.string(),
  userName: z.string(),
  status: z.string(),
  startTime: z.date(),
  endTime: z.date().nullable(),
  artifactUri: z.string(),
  lifecycleStage: z.string(),
});
export type RunInfo = z.infer<typeof runInfo>;

export const run = runInfo.extend({
  params: z.array(z.object({ key: z.string(), value: z.string(), originalLength: z.number().nullable() })),
  metrics: z.array(point.extend({ min: z.number().nullable(), max: z.number().nullable() })),
  tags: z.array(z.object({ key: z.string(), value: z.string(), originalLength: z.number().nullable() })),
  datasets: z.array(z.object({ dataset, tags: z.array(tag) })),
  models: z.array(z.object({ modelId: z.string(), direction: z.string(), step: z.bigint() })),
});
export type Run = z.infer<typeof run>;
