import { existsSync } from "node:fs";
import { join } from "node:path";
import { changeEnv, type Env, readEnv } from "@/lib/env";
import type { Child } from "@/lib/stores/embedded/child";
import { buildIfNeeded } from "./build";
import { runDemo, signInLines } from "./demo";
import { type Home, openHome, writeRunning } from "./home";
import { chooseSecrets } from "./secrets";
import { checkPort, publicUrl, serverEnvironment, startServer } from "./server";
import { claimForDemo, dropDemo, hasNoUsers, migrateStores, type RunningStores, startStores } from "./stores";
import { lineOf, say } from "./words";

export type Mode = { kind: "demo" | "start" | "dev"; fresh: boolean };

/** What runs now, for the stop. */
type Running = { server?: Child; stores?: RunningStores; home?: Home };

/** Starts everything in order and stays until it is told to stop. */
export async function launch(mode: Mode): Promise<void> {
  const running: Running = {};
  const stopping = stopOnSignals(running);
  try {
    await start(mode, running, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return; // the stop under way ends the process
    process.stderr.write(`${lineOf(error)}\n`);
    await end(running, 1);
  }
}

async function start(mode: Mode, running: Running, signal: AbortSignal): Promise<void> {
  const env = readEnv();
  const demo = mode.kind === "demo";
  const home = await openHome(env, `process ${process.pid}, ${publicUrl(env)}`);
  running.home = home;
  const secrets = chooseSecrets(env, home);
  await checkPort(env);
  const gaveUp = (error: Error) => {
    process.stderr.write(`${lineOf(error)}\n`);
    void end(running, 1);
  };
  // The stores start while the build runs: neither needs the other.
  const building = mode.kind === "dev" ? Promise.resolve() : buildIfNeeded(say);
  building.catch(() => undefined);
  const stores = await startStores({ env, home, demo, say, gaveUp });
  running.stores = stores;
  await prepare(stores, env, mode);
  await building;
  signal.throwIfAborted();
  const environment = serverEnvironment(env, secrets, stores, demo);
  const output = demo ? home.log("server") : "inherit";
  running.server = await startServer({ env, environment, dev: mode.kind === "dev", output, say, gaveUp });
  tell(running, env, demo);
  setInterval(() => tell(running, env, demo), 2000).unref(); // pids change when a child is started again
  await welcome(mode, env, environment, stores, signal);
}

async function prepare(stores: RunningStores, env: Env, mode: Mode): Promise<void> {
  if (mode.kind === "demo" && mode.fresh) {
    await dropDemo(stores, env, env.SLIPWAY_HOME);
    say("Dropped the earlier demo.");
  }
  if (mode.kind === "demo" && env.DATABASE_URL) await claimForDemo(stores);
  const applied = await migrateStores(stores, env);
  if (applied.length > 0) say(`Brought the stores up to date (${applied.length} migrations).`);
}

async function welcome(
  mode: Mode,
  env: Env,
  environment: Record<string, string>,
  stores: RunningStores,
  signal: AbortSignal,
): Promise<void> {
  const url = publicUrl(env);
  if (mode.kind === "demo") {
    const filled = existsSync(join(env.SLIPWAY_HOME, "demo.json"));
    if (!filled) say(`The server runs on ${url}; filling the demo.`);
    else announce(url, env); // what it had is there; the seed only carries on
    await runDemo({ url, environment, signal });
    if (!filled && !signal.aborted) announce(url, env);
    return;
  }
  say(`Slipway is ready: ${url}`);
  if (!(await hasNoUsers(stores))) return;
  changeEnv(environment);
  const [{ ensureSetupLink }, { stores: open }] = await Promise.all([
    import("@/lib/verbs/people/shared/set-up-link"),
    import("@/lib/stores/open"),
  ]);
  const link = await ensureSetupLink(open(), url);
  await open().database.close();
  if (link)
    say(`Nobody has an account yet. This link makes the first one, once, within 24 hours:\n  ${link}`);
}

function announce(url: string, env: Env): void {
  say(`Slipway is ready: ${url}`);
  for (const line of signInLines(env.SLIPWAY_HOME)) say(line);
}

function tell({ server, stores, home }: Running, env: Env, demo: boolean): void {
  if (!stores || !home) return;
  const { databaseUrl, clickhouseUrl, files } = stores;
  const pids = { launcher: process.pid, ...(server?.pid ? { server: server.pid } : {}), ...stores.pids() };
  writeRunning(home.folder, { pids, url: publicUrl(env), databaseUrl, clickhouseUrl, files, demo });
}

function stopOnSignals(running: Running): AbortController {
  const stopping = new AbortController();
  const stop = () => {
    if (stopping.signal.aborted) return; // npm passes Ctrl+C on to us a second time
    stopping.abort();
    say("Stopping.");
    void end(running, 0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, stop);
  // A signal to npm ends its shell and never reaches us: that shell's end is our signal.
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent) stop();
  };
  if (readEnv().npm_lifecycle_event) setInterval(watch, 500).unref();
  // Whoever read our lines may be gone as well.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return stopping;
}

/** The server drains, then the stores stop; after 20 s whatever is left is killed (by our death). */
async function end({ server, stores, home }: Running, code: number): Promise<void> {
  setTimeout(() => process.exit(1), 20_000).unref();
  await server?.stop();
  await stores?.stop();
  home?.release();
  process.exit(code);
}
