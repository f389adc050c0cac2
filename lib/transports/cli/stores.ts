import { rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import type { Env } from "@/lib/env";
import { migrateDatabase } from "@/lib/stores/database/migrate";
import type { Child } from "@/lib/stores/embedded/child";
import { startClickHouse } from "@/lib/stores/embedded/clickhouse/start";
import { dropDatabase, ensureDatabase } from "@/lib/stores/embedded/postgres/databases";
import { startPostgres } from "@/lib/stores/embedded/postgres/start";
import {
  dropTelemetryDatabase,
  ensureTelemetryDatabase,
  migrateTelemetry,
} from "@/lib/stores/telemetry/migrate";
import type { Home } from "./home";
import { root } from "./root";
import { Told } from "./words";

export type RunningStores = {
  databaseUrl: string;
  /** The same database as its owner, who may change tables. */
  migrateUrl: string;
  clickhouseUrl: string;
  files: string;
  pids: () => Record<string, number>;
  stop: () => Promise<void>;
};

type Options = {
  env: Env;
  home: Home;
  demo: boolean;
  say: (line: string) => void;
  gaveUp: (error: Error) => void;
};

/** Starts the stores that the environment does not give, side by side. */
export async function startStores({ env, home, demo, say, gaveUp }: Options): Promise<RunningStores> {
  const database = demo ? "slipway_demo" : "slipway";
  const postgres = env.DATABASE_URL
    ? undefined
    : startPostgres({ home: home.folder, log: home.log("postgres"), say, gaveUp });
  const clickhouse = env.CLICKHOUSE_URL
    ? undefined
    : startClickHouse({ folder: join(home.folder, "clickhouse"), log: home.log("clickhouse"), say, gaveUp });
  const outcome = await Promise.allSettled([postgres, clickhouse]);
  const children = outcome.map((one) => (one.status === "fulfilled" ? one.value?.child : undefined));
  const stop = () => stopAll(children);
  const failed = outcome.find((one) => one.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const databaseUrl = env.DATABASE_URL ?? (await postgres)?.url(database) ?? "";
  return {
    databaseUrl,
    migrateUrl: env.MIGRATE_DATABASE_URL ?? databaseUrl,
    clickhouseUrl: env.CLICKHOUSE_URL ?? (await clickhouse)?.url(database) ?? "",
    files: join(home.folder, demo ? "files-demo" : "files"),
    pids: () => pidsOf({ postgres: children[0], clickhouse: children[1] }),
    stop,
  };
}

async function stopAll([postgres, clickhouse]: (Child | undefined)[]): Promise<void> {
  await clickhouse?.stop();
  await postgres?.stop();
}

function pidsOf(children: Record<string, Child | undefined>): Record<string, number> {
  const pids: Record<string, number> = {};
  for (const [name, child] of Object.entries(children)) if (child?.pid !== undefined) pids[name] = child.pid;
  return pids;
}

/** Makes both databases where they are missing and brings them to this version. @returns what was applied. */
export async function migrateStores(stores: RunningStores, env: Env): Promise<string[]> {
  await checkGiven(stores, env);
  if (!env.DATABASE_URL) await ensureDatabase(stores.databaseUrl);
  const telemetry: string[] = [];
  const applied = await migrateDatabase(stores.migrateUrl, join(root, "prisma/migrations"), async () => {
    const folder = join(root, "lib/stores/telemetry/migrations");
    telemetry.push(...(await migrateTelemetry(stores.clickhouseUrl, folder)));
  });
  return [...applied, ...telemetry];
}

/** @throws Told when a server that the environment names cannot be used. */
async function checkGiven(stores: RunningStores, env: Env): Promise<void> {
  const told = (name: string) => (error: unknown) => {
    throw new Told(
      `${name} cannot be used (${reasonOf(error)}): check the address, the password and the database.`,
    );
  };
  if (env.DATABASE_URL)
    await onDatabase(stores.migrateUrl, (client) => client.query("SELECT 1")).catch(told("DATABASE_URL"));
  if (env.CLICKHOUSE_URL) await ensureTelemetryDatabase(stores.clickhouseUrl).catch(told("CLICKHOUSE_URL"));
}

/** A refused connection to several addresses has no words of its own, only a code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}

/** Drops the demo whole: both databases and the files. @throws Told where the databases are not ours to drop. */
export async function dropDemo(stores: RunningStores, env: Env, home: string): Promise<void> {
  if (env.DATABASE_URL || env.CLICKHOUSE_URL)
    throw new Told(
      "--fresh drops embedded databases only: with your own servers, empty those databases yourself.",
    );
  await Promise.all([dropDatabase(stores.databaseUrl), dropTelemetryDatabase(stores.clickhouseUrl)]);
  rmSync(stores.files, { recursive: true, force: true });
  rmSync(join(home, "demo.json"), { force: true });
}

const demoMark = "slipway demo";

/** A given database takes the demo only when it is empty, or holds the demo already. */
export async function claimForDemo(stores: RunningStores): Promise<void> {
  await onDatabase(stores.migrateUrl, async (client) => {
    const { rows } = await client.query(`SELECT shobj_description(oid, 'pg_database') AS mark,
      (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables
      FROM pg_database WHERE datname = current_database()`);
    if (rows[0]?.mark === demoMark) return;
    if (rows[0]?.tables > 0)
      throw new Told("DATABASE_URL names a database that is not empty: the demo runs only on an empty one.");
    await client.query(`DO $$ BEGIN
      EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), '${demoMark}'); END $$`);
  });
}

/** True while nobody has an account: the first start prints a link that makes the first one. */
export async function hasNoUsers(stores: RunningStores): Promise<boolean> {
  return onDatabase(stores.migrateUrl, async (client) => {
    const { rows } = await client.query('SELECT EXISTS (SELECT FROM "user") AS found');
    return rows[0]?.found === false;
  });
}

async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return work(client).finally(() => client.end());
}
