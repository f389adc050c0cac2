import { z } from "zod";
import { dataset } from "@/lib/core/tracking/datasets/dataset";
import { point } from "@/lib/core/tracking/metrics/point";
import { tag } from "@/lib/core/tracking/tag";

export const runStatuses = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"] as const;

export const runStatus = z.enum(runStatuses);

export type RunStatus = z.infer<typeof runStatus>;

export const isRunStatus = (value: string): value is RunStatus =>
  runStatuses.some((status) => status === value);

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
