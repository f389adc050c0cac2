import { z } from "zod";
import { logInputs } from "@/lib/verbs/tracking/datasets/log-inputs";
import { logModel } from "@/lib/verbs/tracking/logged-models/log-model";
import { logOutputs } from "@/lib/verbs/tracking/logged-models/log-outputs";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { deleteRunTag } from "@/lib/verbs/tracking/runs/delete-run-tag";
import { deleteRuns } from "@/lib/verbs/tracking/runs/delete-runs";
import { getRun } from "@/lib/verbs/tracking/runs/get-run";
import { restoreRuns } from "@/lib/verbs/tracking/runs/restore-runs";
import { searchRuns } from "@/lib/verbs/tracking/runs/search-runs";
import { updateRun } from "@/lib/verbs/tracking/runs/update-run";
import { type Endpoint, endpoint, type Path, type Wire } from "./endpoint";
import { list, nextPage, pairs, wireRun, wireRunInfo } from "./wire";

const asSent = z.unknown();
const metric = {
  key: asSent,
  value: asSent,
  timestamp: asSent,
  step: asSent,
  modelId: asSent,
  datasetName: asSent,
  datasetDigest: asSent,
};
const oneMetric = z.object({ runId: asSent, ...metric });
const entry = z.object({ key: asSent, value: asSent });
const batch = z.object({
  runId: asSent,
  metrics: z.array(z.object(metric)),
  params: z.array(entry),
  tags: z.array(entry),
});
const oneEntry = z.object({ runId: asSent, key: asSent, value: asSent });
// What is logged alone stands in a list for the verb, and not on the wire.
const alone = (path: Path): Path => (path[1] === 0 ? path.slice(2) : path);
const oneRun = {
  fields: z.object({ runId: asSent }),
  toInput: ({ runId }: Wire) => ({ runs: [runId] }),
  toWirePath: () => ["runId"],
};
const done = () => ({});

export const runEndpoints: Endpoint[] = [
  endpoint("POST", "runs/create", createRun, ({ tags, ...info }) => ({
    run: { info: wireRunInfo(info), data: { tags: pairs(tags) }, inputs: {} },
  })),
  endpoint("GET", "runs/get", getRun, (run) => ({ run: wireRun(run) })),
  endpoint("POST", "runs/update", updateRun, (info) => ({ run_info: wireRunInfo(info) })),
  endpoint("POST", "runs/log-batch", logBatch, done, { fields: batch }),
  endpoint("POST", "runs/log-metric", logBatch, done, {
    fields: oneMetric,
    toInput: ({ runId, ...metric }) => ({ runId, metrics: [metric] }),
    toWirePath: alone,
  }),
  endpoint("POST", "runs/log-parameter", logBatch, done, {
    fields: oneEntry,
    toInput: ({ runId, ...param }) => ({ runId, params: [param] }),
    toWirePath: alone,
  }),
  endpoint("POST", "runs/set-tag", logBatch, done, {
    fields: oneEntry,
    // Unlike a batch's, this one must say its value; the verb's default would hide that it is missing.
    toInput: ({ runId, ...tag }) => ({ runId, tags: [{ value: null, ...tag }] }),
    toWirePath: alone,
  }),
  endpoint("POST", "runs/delete", deleteRuns, done, oneRun),
  endpoint("POST", "runs/restore", restoreRuns, done, oneRun),
  endpoint("POST", "runs/delete-tag", deleteRunTag, done),
  endpoint("POST", "runs/log-model", logModel, done),
  endpoint("POST", "runs/log-inputs", logInputs, done),
  endpoint("POST", "runs/outputs", logOutputs, done),
  endpoint("POST", "runs/search", searchRuns, ({ runs, nextPageToken }) => ({
    runs: list(runs.map(wireRun)),
    next_page_token: nextPage(nextPageToken),
  })),
];
