import { spawn } from "node:child_process";
import { join } from "node:path";
import { Client } from "pg";
import { Child, poll } from "../child";
import { freePort, tied } from "../system";
import { findBinaries, reachable } from "./binaries";
import { endOrphans, makeCluster, path, serverArguments, userName } from "./cluster";
import { placeOf } from "./place";

export type PostgresOptions = {
  home: string;
  /** Where data goes that an unprivileged user could not reach in the home. */
  outside?: string;
  /** Settings over ours; for tests. */
  settings?: Record<string, string>;
  log: number | "ignore";
  say: (line: string) => void;
  gaveUp: (error: Error) => void;
};
export type EmbeddedPostgres = { child: Child; folder: string; url: (database: string) => string };

/** Starts the embedded PostgreSQL of a home on a free port of loopback; makes it when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { home, outside = "/var/lib/slipway", say } = options;
  const found = findBinaries();
  const place = placeOf(home, outside);
  const binaries = reachable(
    found.folder,
    found.version,
    place.account,
    place.account ? outside : place.folder,
  );
  const port = await freePort();
  const data = join(place.folder, "data");
  const url = (database: string) =>
    `postgresql://${userName}:${place.password}@127.0.0.1:${port}/${database}`;
  await makeCluster(place, binaries, say);
  const child = await Child.start({
    ...options,
    name: "PostgreSQL",
    stopSignal: "SIGINT",
    stopMs: 10_000,
    advice: () => `See ${join(home, "logs", "postgres.log")}, or give a server as DATABASE_URL.`,
    launch: async () => {
      await endOrphans(place, say);
      const server = join(binaries, "bin", "postgres");
      const run = tied("INT", server, serverArguments(data, port, options.settings ?? {}), place.account);
      return spawn(run.command, run.args, {
        ...run.as,
        cwd: place.folder,
        detached: true, // Ctrl+C is for the launcher, which stops things in their order
        stdio: ["ignore", "ignore", options.log],
        env: { NODE_ENV: "production", PATH: path, TZ: "UTC", LC_ALL: "C" },
      });
    },
    ready: (_, signal) => poll(() => answers(url("postgres")), signal, 60_000),
  });
  return { child, folder: place.folder, url };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
