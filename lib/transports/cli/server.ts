import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Env, environmentWith } from "@/lib/env";
import { Child, poll } from "@/lib/stores/embedded/child";
import { tied } from "@/lib/stores/embedded/system";
import type { Secrets } from "./home";
import { root } from "./root";
import type { RunningStores } from "./stores";
import { Told } from "./words";

/** Where people reach the server. */
export function publicUrl(env: Env): string {
  if (env.PUBLIC_URL) return env.PUBLIC_URL.replace(/\/$/, "");
  return `http://${localHost(env.HOST)}:${env.PORT}`;
}

function localHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/** The environment of the server and of every process that works on the same stores. */
export function serverEnvironment(env: Env, secrets: Secrets, stores: RunningStores, demo: boolean) {
  return {
    PORT: String(env.PORT),
    HOST: env.HOST,
    SLIPWAY_HOME: env.SLIPWAY_HOME,
    SLIPWAY_FILES: stores.files,
    SLIPWAY_DEMO: demo ? "1" : "0",
    DATABASE_URL: stores.databaseUrl,
    MIGRATE_DATABASE_URL: "",
    CLICKHOUSE_URL: stores.clickhouseUrl,
    NEXTAUTH_URL: publicUrl(env),
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    SLIPWAY_KEY: secrets.key,
  };
}

type Options = {
  env: Env;
  environment: Record<string, string>;
  dev: boolean;
  output: number | "inherit";
  say: (line: string) => void;
  gaveUp: (error: Error) => void;
};

/** Starts Next, in production or with hot reload, and waits until it says that it is ready. */
export async function startServer({ env, environment, dev, output, say, gaveUp }: Options): Promise<Child> {
  const next = join(root, "node_modules/next/dist/bin/next");
  const args = [next, dev ? "dev" : "start", "-H", env.HOST, "-p", String(env.PORT)];
  const run = tied(dev ? "TERM" : "KILL", process.execPath, args);
  const health = `http://${localHost(env.HOST)}:${env.PORT}/api/health/ready`;
  return Child.start({
    name: "The server",
    say,
    gaveUp,
    stopSignal: "SIGTERM",
    stopMs: 12_000,
    advice: () =>
      output === "inherit"
        ? "What it printed says why."
        : `See ${join(env.SLIPWAY_HOME, "logs", "server.log")}.`,
    launch: () =>
      spawn(run.command, run.args, {
        cwd: root,
        detached: true, // Ctrl+C is for the launcher, which stops things in their order
        stdio: ["ignore", output, output],
        env: environmentWith({
          ...environment,
          NODE_ENV: dev ? "development" : "production",
          ...(dev ? {} : { NEXT_MANUAL_SIG_HANDLE: "1" }), // Next would exit under the pump: we end in our order
          NEXT_TELEMETRY_DISABLED: "1",
        }),
      }),
    ready: (_, signal) => poll(() => isReady(health), signal, dev ? 180_000 : 60_000),
  });
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/** @throws Told when somebody listens on our port already. */
export function checkPort(env: Env): Promise<void> {
  return new Promise((done, refuse) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        refuse(new Told(`Port ${env.PORT} is taken: stop what listens there, or set PORT to another.`));
      else
        refuse(
          new Told(`Slipway cannot listen on ${env.HOST}:${env.PORT} (${error.message}): set HOST and PORT.`),
        );
    });
    server.listen(env.PORT, env.HOST, () => server.close(() => done()));
  });
}
