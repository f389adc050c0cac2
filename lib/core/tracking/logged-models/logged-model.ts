import { z } from "zod";
import { tag } from "@/lib/core/tracking/tag";

/** MLflow 3's logged model: what a run made, with its own params, tags and metrics. */
export const loggedModel = z.object({
  id: z.string(),
  experimentId: z.string(),
  name: z.string(),
  artifactUri: z.string(),
  status: z.string(),
  statusMessage: z.string().nullable(),
  modelType: z.string(),
  sourceRunId: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  params: z.array(tag),
  tags: z.array(tag),
  /** The latest of each (run, key, dataset); a dataset's name and digest are empty where none was named. */
  metrics: z.array(
    z.object({
      runId: z.string(),
      key: z.string(),
      value: z.number(),
      step: z.bigint(),
      timestamp: z.bigint(),
      datasetName: z.string(),
      datasetDigest: z.string(),
    }),
  ),
  registrations: z.array(z.object({ name: z.string(), version: z.number() })),
});
export type LoggedModel = z.infer<typeof loggedModel>;

/** Finished, well or not; PENDING is where it starts. */
export const finishedStatuses = ["LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED"] as const;
