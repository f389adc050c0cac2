import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

export type ChildSpec = {
  /** As people call it: "PostgreSQL". */
  name: string;
  /** Spawns the process; called again, on the same port, when it dies alone. */
  launch: () => Promise<ChildProcess> | ChildProcess;
  /** Resolves once the process serves; is given up (aborted) when the process ends first. */
  ready: (child: ChildProcess, signal: AbortSignal) => Promise<void>;
  stopSignal: NodeJS.Signals;
  /** How long a stop may take before SIGKILL. */
  stopMs: number;
  /** What to say when it does not start: one line that says what to do. */
  advice: () => string;
  say: (line: string) => void;
  /** It died and could not be started again. */
  gaveUp: (error: Error) => void;
};

const attempts = 8;

/** A child that is started again when it dies alone, and stopped when told. */
export class Child {
  readonly #spec: ChildSpec;
  #process: ChildProcess | undefined;
  #stopping = false;

  private constructor(spec: ChildSpec) {
    this.#spec = spec;
  }

  /** Starts it and waits until it serves. @throws Error with the spec's advice. */
  static async start(spec: ChildSpec): Promise<Child> {
    const child = new Child(spec);
    await child.#launch();
    return child;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async #launch(): Promise<void> {
    const { name, launch, ready, advice } = this.#spec;
    const started = await launch();
    this.#process = started;
    const ended = new AbortController();
    let how = "";
    started.once("error", (error) => {
      how = error.message;
      ended.abort();
    });
    started.once("exit", (code, signal) => {
      how = signal ?? `code ${code}`;
      ended.abort();
    });
    await ready(started, ended.signal).catch(async (error: unknown) => {
      if (!ended.signal.aborted) await this.#end();
      throw new Error(`${name} did not start (${how || text(error)}). ${advice()}`, { cause: error });
    });
    if (ended.signal.aborted) throw new Error(`${name} did not start (${how}). ${advice()}`);
    if (this.#stopping) return this.#end(); // told to stop while it was being started again
    started.once("exit", (code, signal) => this.#died(signal ?? `code ${code}`));
  }

  #died(how: string): void {
    if (this.#stopping) return;
    const { name, say, gaveUp } = this.#spec;
    say(`${name} ended by itself (${how}): starting it again.`);
    this.#again().then(
      () => say(`${name} serves again.`),
      (error: unknown) => gaveUp(error instanceof Error ? error : new Error(String(error))),
    );
  }

  async #again(): Promise<void> {
    for (let attempt = 1; !this.#stopping; attempt++) {
      try {
        return await this.#launch();
      } catch (error) {
        if (attempt >= attempts) throw error;
        await pause(Math.min(100 * 2 ** attempt, 5000));
      }
    }
  }

  /** Ends it: politely, and by SIGKILL when that takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    const { stopSignal, stopMs } = this.#spec;
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill(stopSignal);
    const timer = setTimeout(() => child.kill("SIGKILL"), stopMs);
    await gone;
    clearTimeout(timer);
  }
}

/** Asks again and again, until `question` says yes or the signal or the deadline says stop. */
export async function poll(question: () => Promise<boolean>, signal: AbortSignal, withinMs: number) {
  const until = Date.now() + withinMs;
  while (!(await question())) {
    if (signal.aborted) throw new Error("the process ended");
    if (Date.now() > until) throw new Error(`no answer within ${Math.round(withinMs / 1000)} s`);
    await pause(20);
  }
}

const text = (error: unknown) => (error instanceof Error ? error.message : String(error));
