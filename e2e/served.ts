import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "lib/transports/cli/main.ts")];
const password = "a password for one test only";

const running = z.object({
  pids: z.record(z.string(), z.number()),
  databaseUrl: z.string(),
  clickhouseUrl: z.string(),
});

/** A Slipway of our own, as `npm start` runs it: the production build, a temporary home, a free port. */
export class Slipway {
  readonly home = mkdtempSync(join(tmpdir(), "slipway-e2e-"));
  url = "";
  #launcher: ChildProcess | undefined;
  #said = "";
  #env: NodeJS.ProcessEnv = process.env;

  /** Starts it, builds first where needed. @returns ms until it was ready. */
  async start(more: Record<string, string> = {}): Promise<number> {
    if (this.url === "") {
      const port = await freePort();
      this.url = `http://127.0.0.1:${port}`;
      this.#env = {
        ...process.env,
        SLIPWAY_HOME: this.home,
        PORT: String(port),
        HOST: "127.0.0.1",
        DATABASE_URL: "",
        CLICKHOUSE_URL: "",
        PUBLIC_URL: "",
        DEFAULT_POLICY: "",
        LOG_LEVEL: "error",
        ...more,
      };
    }
    const began = performance.now();
    const launcher = spawn(process.execPath, [...cli, "start"], {
      cwd: root,
      env: this.#env,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    this.#launcher = launcher;
    this.#said = "";
    launcher.stdout?.on("data", (chunk: Buffer) => {
      this.#said = (this.#said + chunk).slice(-4000);
    });
    while (!(await this.isReady())) {
      if (launcher.exitCode !== null) throw new Error(`Slipway did not start:\n${this.#said}`);
      await pause(20);
    }
    return performance.now() - began;
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/api/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel().catch(() => undefined);
    return answer?.status === 200;
  }

  /** The link that makes the first account, which the launcher says once it is ready. */
  async setUpLink(): Promise<string> {
    for (const until = Date.now() + 60_000; Date.now() < until; await pause(50)) {
      const [link] = /http\S+\/setup\?token=\S+/.exec(this.#said) ?? [];
      if (link !== undefined) return link;
    }
    throw new Error(`The launcher gave no set-up link:\n${this.#said}`);
  }

  /** Runs a command of the operator's tool. @returns what it printed. */
  operate(args: string[], input = ""): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...cli, ...args], {
      cwd: root,
      env: this.#env,
      input,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`slipway ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** Adds a person and a token of theirs; the password signs in at the page. */
  addPerson(email: string, role: string, more: string[] = []): { token: string; password: string } {
    this.operate(["user", "create", email, "--role", role, ...more], `${password}\n`);
    return { token: this.operate(["token", "create", email]), password };
  }

  /** What the launcher wrote of itself: pids by name (launcher, server, postgres, clickhouse) and both stores' URLs. */
  running(): z.infer<typeof running> {
    return running.parse(JSON.parse(readFileSync(join(this.home, "run.json"), "utf8")));
  }

  /** The living process of that name; run.json is written every two seconds, so it may name the one before. */
  async pidOf(name: string): Promise<number> {
    for (const until = Date.now() + 10_000; Date.now() < until; await pause(50)) {
      const pid = this.running().pids[name];
      if (pid !== undefined && alive(pid)) return pid;
    }
    throw new Error(`run.json names no living ${name}.`);
  }

  /** Kills every process of it at once, without a word. */
  async killAll(): Promise<void> {
    const names = Object.keys(this.running().pids);
    const pids = await Promise.all(names.map((name) => this.pidOf(name)));
    const launcher = this.#launcher;
    for (const pid of pids) kill(pid);
    if (launcher && launcher.exitCode === null && launcher.signalCode === null) await once(launcher, "exit");
  }

  async stop(): Promise<void> {
    await this.#end();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Ends it and starts it again on what it has kept, with `changes` to its environment. */
  async restart(changes: Record<string, string>): Promise<void> {
    await this.#end();
    this.#env = { ...this.#env, ...changes };
    await this.start();
  }

  async #end(): Promise<void> {
    const launcher = this.#launcher;
    if (!launcher || launcher.exitCode !== null || launcher.signalCode !== null) return;
    launcher.kill("SIGTERM");
    await once(launcher, "exit");
  }
}

/** Sends a signal to a process that may be gone already. */
export function kill(pid: number, signal: NodeJS.Signals = "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone
  }
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
