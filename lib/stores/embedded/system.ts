import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";

/** A TCP port on loopback that nobody holds at the moment. */
export function freePort(): Promise<number> {
  return new Promise((done, refuse) => {
    const server = createServer();
    server.once("error", refuse);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") done(address.port);
        else refuse(new Error("No free port."));
      });
    });
  });
}

export type ProcessState = { state: "gone" | "zombie" | "alive"; command: string };

/** What a pid is now. A zombie still answers to signals, which fools whoever only asks that. */
export function processState(pid: number): ProcessState {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const state = stat.slice(stat.lastIndexOf(")") + 2)[0] === "Z" ? "zombie" : "alive";
      return { state, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") };
    }
    const line = execFileSync("ps", ["-o", "stat=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return { state: line.startsWith("Z") ? "zombie" : "alive", command: line };
  } catch {
    return { state: "gone", command: "" };
  }
}

/** Pids of living processes whose working directory is `folder` (Linux; elsewhere none are found). */
export function processesIn(folder: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && processState(pid).state === "alive";
      } catch {
        return false;
      }
    });
}

let hasSetpriv: boolean | undefined;

/** True where util-linux' `setpriv` can tie a child's life to ours. */
function setprivWorks(): boolean {
  hasSetpriv ??= spawnSync("setpriv", ["--pdeathsig", "TERM", "true"], { stdio: "ignore" }).status === 0;
  return hasSetpriv;
}

export type Account = { uid: number; gid: number };
export type Command = { command: string; args: string[]; as: Partial<Account> };

/**
 * The command that runs `command` so that it gets `signal` when its parent dies, even by SIGKILL, and as `account`
 * when one is given. Without `setpriv` the account is taken by the spawn itself, and orphans are met at the next start.
 */
export function tied(signal: string, command: string, args: string[], account?: Account): Command {
  if (!setprivWorks()) return { command, args, as: account ?? {} };
  const who = account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"] : [];
  return { command: "setpriv", args: [...who, "--pdeathsig", signal, "--", command, ...args], as: {} };
}

/** Sends a signal; a process that is gone is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already
  }
}
