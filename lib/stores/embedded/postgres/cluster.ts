import { spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { processesIn, processState, signalTo, tied } from "../system";
import type { Place } from "./place";

export const path = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";
export const userName = "slipway";

/** Makes the cluster when there is none yet: beside its place and renamed, so that a kill leaves none half made. */
export async function makeCluster(
  place: Place,
  binaries: string,
  say: (line: string) => void,
): Promise<void> {
  const data = join(place.folder, "data");
  if (existsSync(join(data, "PG_VERSION"))) return;
  if (place.made)
    throw new Error(
      `The database of this folder stood in ${data} and is not there any more: bring it back from a backup, ` +
        "or remove postgres.json from SLIPWAY_HOME to begin with an empty one.",
    );
  say("Making the PostgreSQL database (once).");
  const [fresh, secret] = [`${data}.new`, join(place.folder, "password")];
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(secret, place.password, { mode: 0o600 });
  if (place.account) chownSync(secret, place.account.uid, place.account.gid);
  const options = `--username=${userName} --auth=scram-sha-256 --encoding=UTF8 --no-instructions
    --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8`.split(/\s+/);
  const initdb = join(binaries, "bin", "initdb");
  const run = tied("KILL", initdb, ["-D", fresh, `--pwfile=${secret}`, ...options], place.account);
  try {
    await finish(run.command, run.args, { ...run.as, cwd: place.folder });
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(fresh, data);
  place.remember();
}

function finish(command: string, args: string[], options: { cwd: string; uid?: number; gid?: number }) {
  return new Promise<void>((done, refuse) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
      env: { NODE_ENV: "production", PATH: path, TZ: "UTC" },
    });
    let complaint = "";
    child.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    child.once("error", refuse);
    child.once("exit", (code) =>
      code === 0 ? done() : refuse(new Error(`initdb failed: ${complaint.trim() || `code ${code}`}`)),
    );
  });
}

/**
 * Ends what still runs on the cluster (an orphaned server, or backends whose server was killed) and takes away a
 * `postmaster.pid` that only seems alive: one of a zombie, or of another program that got the same pid.
 */
export async function endOrphans(place: Place, say: (line: string) => void): Promise<void> {
  const data = join(place.folder, "data");
  const file = join(data, "postmaster.pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
  const folder = existsSync(data) ? realpathSync(data) : data;
  const server = () =>
    pid > 1 && processState(pid).state === "alive" && processState(pid).command.includes(data);
  const left = () => processesIn(folder).length > 0 || server();
  if (left()) say("Found PostgreSQL of an earlier start: ending it.");
  if (server()) signalTo(pid, "SIGINT");
  for (let waited = 0; left(); waited += 20) {
    if (waited === 6000)
      for (const one of [pid, ...processesIn(folder)]) if (one > 1) signalTo(one, "SIGQUIT");
    if (waited === 9000) for (const one of processesIn(folder)) signalTo(one, "SIGKILL");
    if (waited > 15_000) throw new Error(`PostgreSQL still runs on ${data}: end process ${pid} by hand.`);
    await pause(20);
  }
  if (pid > 1 && processState(pid).state !== "gone") rmSync(file, { force: true });
}

/** Settings for a small box; durable, and reachable through loopback by password only. */
export function serverArguments(data: string, port: number, extra: Record<string, string>): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    fsync: "on",
    synchronous_commit: "on",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_wal_size: "512MB",
    min_wal_size: "80MB",
    checkpoint_timeout: "5min",
    max_connections: "80",
    shared_buffers: "64MB",
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    effective_cache_size: `${Math.round(totalmem() / 2 / 1024 / 1024)}MB`,
    io_method: "sync",
    jit: "off",
    random_page_cost: "1.1",
    max_worker_processes: "4",
    max_parallel_workers: "2",
    max_logical_replication_workers: "0",
    autovacuum_max_workers: "2",
    autovacuum_worker_slots: "2",
    autovacuum_naptime: "20s",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_line_prefix: "%m [%p] ",
    ...extra,
  };
  return ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
