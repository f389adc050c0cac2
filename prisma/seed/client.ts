import { z } from "zod";

type Json = { [key: string]: unknown };
export type Point = { key: string; value: number; step: number };
export type Client = ReturnType<typeof openClient>;

const double = z.union([z.number(), z.string()]).transform(Number);
const runsPage = z.object({
  runs: z
    .array(
      z.object({
        info: z.object({
          run_id: z.string(),
          run_name: z.string(),
          status: z.string(),
          start_time: z.number(),
          artifact_uri: z.string(),
        }),
        data: z.object({
          metrics: z.array(z.object({ key: z.string(), value: double, step: z.number() })).default([]),
        }),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});

/** A run as it stands, with the last value of each metric. */
export type LoggedRun = {
  id: string;
  name: string;
  status: string;
  startedAt: number;
  artifacts: string;
  metrics: ReadonlyMap<string, { value: number; step: number }>;
};

/**
 * MLflow's wire as a client speaks it: the demo logs like everybody else, with a token over HTTP. `now` is the clock by which
 * it logs.
 */
export function openClient(url: string, token: string, now: () => number = Date.now) {
  const base = `${url}/api/2.0`;
  async function send(method: string, path: string, body?: Json | Uint8Array): Promise<unknown> {
    const raw = body instanceof Uint8Array;
    const answer = await fetch(`${base}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": raw ? "application/octet-stream" : "application/json",
      },
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body, finite) }),
    });
    const text = await answer.text();
    if (answer.status === 200) return JSON.parse(text);
    throw new Refused(`${method} ${path} answered ${answer.status}: ${text.slice(0, 400)}`, answer.status);
  }
  const post = (path: string, body: Json) => send("POST", `mlflow/${path}`, body);

  return {
    now,
    /** The experiment of that name, made when it is not there. */
    async experiment(name: string, note: string): Promise<string> {
      try {
        const found = z.object({ experiment: z.object({ experiment_id: z.string() }) });
        return found.parse(
          await send("GET", `mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`),
        ).experiment.experiment_id;
      } catch (error) {
        if (!(error instanceof Refused && error.status === 404)) throw error;
        const made = await post("experiments/create", {
          name,
          tags: [{ key: "mlflow.note.content", value: note }],
        });
        return z.object({ experiment_id: z.string() }).parse(made).experiment_id;
      }
    },
    async startRun(
      experimentId: string,
      name: string,
      tags: Record<string, string>,
    ): Promise<{ id: string; artifacts: string }> {
      const run = z.object({
        run: z.object({ info: z.object({ run_id: z.string(), artifact_uri: z.string() }) }),
      });
      const body = { experiment_id: experimentId, run_name: name, start_time: now(), tags: pairs(tags) };
      const { info } = run.parse(await post("runs/create", body)).run;
      return { id: info.run_id, artifacts: folderOf(info.artifact_uri) };
    },
    /** All runs of an experiment, but for those in the trash. */
    async runs(experimentId: string): Promise<LoggedRun[]> {
      const found: LoggedRun[] = [];
      let token: string | undefined;
      do {
        const query = { experiment_ids: [experimentId], max_results: 1000 };
        const answer = await post("runs/search", { ...query, ...(token ? { page_token: token } : {}) });
        const { runs, next_page_token } = runsPage.parse(answer);
        for (const { info, data } of runs)
          found.push({
            ...{ id: info.run_id, name: info.run_name, status: info.status, startedAt: info.start_time },
            artifacts: folderOf(info.artifact_uri),
            metrics: new Map(data.metrics.map(({ key, value, step }) => [key, { value, step }])),
          });
        token = next_page_token;
      } while (token);
      return found;
    },
    deleteRun: (runId: string) => post("runs/delete", { run_id: runId }),
    async logBatch(
      runId: string,
      batch: { params?: Record<string, string>; points?: Point[]; tags?: Record<string, string> },
    ): Promise<void> {
      const timestamp = now();
      const points = (batch.points ?? []).map((point) => ({ ...point, timestamp }));
      for (let start = 0; start === 0 || start < points.length; start += 1000)
        await post("runs/log-batch", {
          run_id: runId,
          metrics: points.slice(start, start + 1000),
          params: start === 0 ? pairs(batch.params ?? {}) : [],
          tags: start === 0 ? pairs(batch.tags ?? {}) : [],
        });
    },
    logDataset: (runId: string, dataset: Json, context: string) =>
      post("runs/log-inputs", {
        run_id: runId,
        datasets: [{ dataset, tags: [{ key: "mlflow.data.context", value: context }] }],
      }),
    putArtifact: (folder: string, path: string, bytes: Uint8Array) =>
      send(
        "PUT",
        `mlflow-artifacts/artifacts/${folder}/${path.split("/").map(encodeURIComponent).join("/")}`,
        bytes,
      ),
    endRun: (runId: string, status: "FINISHED" | "FAILED") =>
      post("runs/update", { run_id: runId, status, end_time: now() }),
    post,
    get: (path: string) => send("GET", `mlflow/${path}`),
  };
}

export class Refused extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

const folderOf = (uri: string) => uri.replace("mlflow-artifacts:/", "");
const pairs = (record: Record<string, string>) =>
  Object.entries(record).map(([key, value]) => ({ key, value }));

// JSON has no NaN: the wire takes these words.
const finite = (_key: string, value: unknown) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
