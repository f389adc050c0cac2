import { perProcess } from "@/lib/process";
import type { Database } from "@/lib/stores/database/database";
import { releaseLeases, takeLease } from "@/lib/stores/live/lease";
import { log } from "@/lib/transports/http/log";

export type Job = {
  name: string;
  /** About how often. */
  ms: number;
  run(): Promise<unknown>;
  /** Runs at once, and not only some time after the start. */
  atOnce?: true;
  /** One instance does it for all: once a period, whoever's turn comes first. */
  shared?: { database: Database; holder: string };
};

// Instances that started together would ask for the same things together for ever.
const jitter = 0.2;
// A job of every few hours would never come up in a process that is started more often.
const firstWithinMs = 60_000;

/** Runs a job again and again, never twice at a time. `stop` begins nothing more and resolves when nothing runs. */
export function startJob(job: Job, random: () => number = Math.random): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;
  const next = (ms: number) => {
    if (stopped) return;
    timer = setTimeout(turn, ms).unref();
  };
  const turn = () => {
    running = runOnce(job).then(() => next(job.ms * (1 + jitter * (random() - 0.5))));
  };
  if (job.atOnce) turn();
  else next(Math.min(job.ms, firstWithinMs) * random());
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function runOnce({ name, ms, run, shared }: Job): Promise<void> {
  try {
    // A little less than the period: the lease is over when the holder's own turn comes again.
    if (shared && !(await takeLease(shared.database, name, shared.holder, ms * (1 - jitter)))) return;
    await run();
    perProcess.succeeded.set(name, Date.now());
  } catch (error) {
    log.warn({ err: error, job: name }, "a job failed and will be tried again");
    if (shared) await releaseLeases(shared.database, shared.holder, name).catch(() => undefined);
  }
}
