import { z } from "zod";

const created = z.object({ experiment_id: z.string() });
const started = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });
// The protocol takes 1000 in all: points, params and tags.
const batch = 900;
type Point = { key: string; value: number | string; timestamp: number; step: number };
type Logged = { params?: Record<string, string>; points?: Point[]; parent?: string };

/** Logs as a training script does: over HTTP, on MLflow's wire, with somebody's token. */
export class Wire {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  async #post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** @returns the experiment's id. */
  async makeExperiment(name: string): Promise<string> {
    return created.parse(await this.#post("experiments/create", { name })).experiment_id;
  }

  /** A whole run, finished. @returns its id. */
  async logRun(experiment: string, name: string, { params = {}, points = [], parent }: Logged = {}) {
    const tags = parent === undefined ? [] : [{ key: "mlflow.parentRunId", value: parent }];
    const start = { experiment_id: experiment, run_name: name, start_time: Date.now(), tags };
    const { run_id } = started.parse(await this.#post("runs/create", start)).run.info;
    const pairs = Object.entries(params).map(([key, value]) => ({ key, value }));
    for (let at = 0; at === 0 || at < points.length; at += batch)
      await this.#post("runs/log-batch", {
        run_id,
        metrics: points.slice(at, at + batch),
        params: at === 0 ? pairs : [],
        tags: [],
      });
    await this.#post("runs/update", { run_id, status: "FINISHED", end_time: Date.now() });
    return run_id;
  }

  /** A file of the run, as MLflow's client uploads it. */
  async putArtifact(experiment: string, run: string, path: string, body: string | Buffer): Promise<void> {
    const address = `/api/2.0/mlflow-artifacts/artifacts/${experiment}/${run}/artifacts/${path}`;
    const answer = await fetch(this.url + address, {
      method: "PUT",
      headers: { authorization: `Bearer ${this.token}` },
      body: typeof body === "string" ? body : new Uint8Array(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  /** A registered model with one version made from the run. */
  async registerModel(name: string, run: string): Promise<void> {
    await this.#post("registered-models/create", { name });
    await this.registerVersion(name, run);
  }

  /** One more version of a model, made from the run. */
  async registerVersion(name: string, run: string): Promise<void> {
    await this.#post("model-versions/create", { name, source: `runs:/${run}/model`, run_id: run });
  }

  /** Twelve trials of 500 steps, eight by adam; the last one comes to NaN, and one more stands below the first. */
  async logSweep(name: string): Promise<{ experiment: string; runs: string[] }> {
    const experiment = await this.makeExperiment(name);
    const runs: string[] = [];
    for (let trial = 0; trial < 12; trial++) {
      const params = { lr: String(0.01 * (trial + 1)), optimizer: trial < 8 ? "adam" : "sgd" };
      runs.push(
        await this.logRun(experiment, trialName(trial), { params, points: descent(trial, trial === 11) }),
      );
    }
    const [parent = ""] = runs;
    await this.logRun(experiment, "retry", { parent, params: { lr: "0.5" } });
    return { experiment, runs };
  }
}

export const trialName = (trial: number) => `trial-${String(trial).padStart(2, "0")}`;

function descent(trial: number, diverges: boolean): Point[] {
  const began = Date.now() - 500_000;
  return Array.from({ length: 500 }, (_, step) => {
    const loss = (1 + trial / 10) * Math.exp(-step / (80 + 10 * trial));
    const at = { timestamp: began + step * 1000, step };
    return [
      { key: "train_loss", value: diverges && step > 300 ? "NaN" : loss, ...at },
      { key: "val_loss", value: loss + 0.05, ...at },
    ];
  }).flat();
}
