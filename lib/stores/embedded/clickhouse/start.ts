import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Child, poll } from "../child";
import { freePort, processState, signalTo } from "../system";

export type ClickHouseOptions = {
  folder: string;
  /** Where the child's stderr goes: a descriptor. */
  log: number | "ignore";
  say: (line: string) => void;
  gaveUp: (error: Error) => void;
};
export type EmbeddedClickHouse = { child: Child; url: (database: string) => string };

const childFile = fileURLToPath(new URL("child.ts", import.meta.url));
const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Starts the embedded ClickHouse on a folder of its own, on a free port of loopback, with a password of this start. */
export async function startClickHouse(options: ClickHouseOptions): Promise<EmbeddedClickHouse> {
  const { folder, say } = options;
  const [user, password, port] = ["slipway", randomBytes(24).toString("base64url"), await freePort()];
  const configuration = { folder, port, user, password, limits: limits(), engine: engineArguments() };
  const pidFile = `${folder}.pid`;
  const child = await Child.start({
    ...options,
    name: "ClickHouse",
    stopSignal: "SIGTERM",
    stopMs: 8000,
    advice: () => `See ${join(folder, "..", "logs", "clickhouse.log")}, or give a server as CLICKHOUSE_URL.`,
    launch: async () => {
      await endOrphan(pidFile, say);
      const started = spawn(process.execPath, ["--import", "tsx", childFile, folder], {
        cwd: root,
        detached: true,
        stdio: ["pipe", "ignore", options.log],
        env: { NODE_ENV: "production", TZ: "UTC", UV_THREADPOOL_SIZE: "16" },
      });
      started.stdin?.on("error", () => undefined); // it died while being told: its exit says more
      started.stdin?.write(`${JSON.stringify(configuration)}\n`);
      if (started.pid !== undefined) writeFileSync(pidFile, String(started.pid), { mode: 0o600 });
      started.once("exit", () => rmSync(pidFile, { force: true }));
      return started;
    },
    ready: (_, signal) => poll(() => pings(port), signal, 30_000),
  });
  return { child, url: (database) => `http://${user}:${password}@127.0.0.1:${port}/${database}` };
}

async function pings(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/ping`).catch(() => undefined);
  return answer?.ok === true;
}

/** One that outlived its launcher holds the folder: it is ended, if it is ours. */
async function endOrphan(pidFile: string, say: (line: string) => void): Promise<void> {
  const pid = readPid(pidFile);
  const ours = () => {
    const { state, command } = pid === undefined ? { state: "gone", command: "" } : processState(pid);
    return state === "alive" && command.includes(childFile);
  };
  if (pid === undefined || !ours()) return;
  say(`Found ClickHouse of an earlier start (process ${pid}): ending it.`);
  signalTo(pid, "SIGTERM");
  for (let waited = 0; ours(); waited += 50) {
    if (waited === 4000) signalTo(pid, "SIGKILL");
    if (waited > 10_000) throw new Error(`Process ${pid} still holds the ClickHouse folder: end it by hand.`);
    await pause(50);
  }
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8").trim());
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Limits of every query; a request may ask for its own. */
function limits(): Record<string, string> {
  return {
    max_execution_time: "60",
    max_memory_usage: String(Math.round(Math.min(totalmem() * 0.4, 4e9))),
    max_threads: "2",
    max_insert_threads: "1",
    max_result_bytes: "268435456",
    implicit_select: "0", // the embedded engine takes `nonsense` for `SELECT nonsense`; a server does not
  };
}

/** Caches of a server are sized for one; these fit a small box. */
function engineArguments(): string[] {
  return [
    "--mark_cache_size=67108864",
    "--primary_index_cache_size=67108864",
    "--index_mark_cache_size=16777216",
    "--query_condition_cache_size=8388608",
    "--compiled_expression_cache_size=16777216",
    `--max_server_memory_usage=${Math.round(totalmem() * 0.6)}`,
  ];
}
