import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

export const keys = ["loss", "accuracy", "train/loss", "val/f1"] as const;
const stepsPerBatch = 5;
const created = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

/** The value that stands at a step: anybody can compute it, so a changed one is seen. */
export const valueAt = (key: number, step: number): number => step / 8 + key;
export const timeAt = (step: number): number => 1_790_000_000_000 + step;

export type Wire = { url: string; token: string };
const headersOf = ({ token }: Wire) => ({
  authorization: `Bearer ${token}`,
  "content-type": "application/json",
});

/** Calls an endpoint of MLflow's wire. @returns status (0: no answer) and body. */
export async function call(wire: Wire, method: "GET" | "POST", path: string, body?: unknown) {
  try {
    const response = await fetch(`${wire.url}/api/2.0/mlflow/${path}`, {
      method,
      headers: headersOf(wire),
      signal: AbortSignal.timeout(5000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : parsed(text) };
  } catch {
    return { status: 0, body: undefined };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function createRun(wire: Wire): Promise<string> {
  const { status, body } = await call(wire, "POST", "runs/create", { experiment_id: "0" });
  if (status !== 200) throw new Error(`No run: ${status} ${JSON.stringify(body)}`);
  return created.parse(body).run.info.run_id;
}

export type Writer = {
  runId: string;
  /** Batches that were sent at all, and those that were acknowledged. */
  sent: number;
  acknowledged: Set<number>;
  slowestMs: number;
};

export const pointsPerBatch = keys.length * stepsPerBatch;
export const stepsOf = (batch: number): number[] =>
  Array.from({ length: stepsPerBatch }, (_, index) => batch * stepsPerBatch + index);

export const batchOf = (runId: string, batch: number) => ({
  run_id: runId,
  metrics: stepsOf(batch).flatMap((step) =>
    keys.map((key, index) => ({ key, value: valueAt(index, step), step, timestamp: timeAt(step) })),
  ),
});

/**
 * Logs batch after batch until told to stop, and writes each acknowledged one to a ledger on the disk before it goes on.
 * A patient one sends a batch again until it is acknowledged, as MLflow's client does; an impatient one goes on.
 */
export class Logging {
  readonly #wire: Wire;
  readonly #ledger: number;
  readonly writers: Writer[] = [];
  readonly #loops: Promise<void>[] = [];
  #stopped = false;

  constructor(wire: Wire, ledgerFile: string) {
    this.#wire = wire;
    this.#ledger = openSync(ledgerFile, "a");
  }

  async add(patient: boolean): Promise<void> {
    const runId = await createRun(this.#wire);
    const writer: Writer = { runId, sent: 0, acknowledged: new Set(), slowestMs: 0 };
    this.writers.push(writer);
    this.#loops.push(this.#loop(writer, patient));
  }

  get acknowledged(): number {
    return this.writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
    closeSync(this.#ledger);
  }

  async #loop(writer: Writer, patient: boolean): Promise<void> {
    while (!this.#stopped) {
      const batch = writer.sent++;
      const body = batchOf(writer.runId, batch);
      while (!(await this.#send(writer, batch, body)) && !this.#stopped) {
        await pause(25); // as a client's back-off would
        if (!patient) break;
      }
    }
  }

  async #send(writer: Writer, batch: number, body: unknown): Promise<boolean> {
    const began = performance.now();
    const { status } = await call(this.#wire, "POST", "runs/log-batch", body);
    if (status !== 200) return false;
    writer.slowestMs = Math.max(writer.slowestMs, performance.now() - began);
    writeSync(this.#ledger, `${writer.runId} ${batch}\n`);
    fsyncSync(this.#ledger);
    writer.acknowledged.add(batch);
    return true;
  }
}
