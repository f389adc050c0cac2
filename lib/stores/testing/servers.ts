import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../database/migrate";
import { startClickHouse } from "../embedded/clickhouse/start";
import { ensureDatabase } from "../embedded/postgres/databases";
import { startPostgres } from "../embedded/postgres/start";

const inRepo = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const databaseMigrations = inRepo("prisma/migrations");
export const telemetryMigrations = inRepo("lib/stores/telemetry/migrations");

/** Both servers of a test run, without any database of ours. */
export type TestServers = { postgresUrl: string; clickhouseUrl: string; stop: () => Promise<void> };

/** Starts both embedded stores in a temporary home, and makes the migrated template that each test file copies. */
export async function startTestServers(): Promise<TestServers> {
  const home = mkdtempSync(join(tmpdir(), "slipway-test-"));
  const outside = mkdtempSync(join(tmpdir(), "slipway-test-pg-"));
  mkdirSync(join(home, "logs"));
  const common = {
    log: "ignore" as const,
    say: () => undefined,
    gaveUp: (error: Error) => process.emitWarning(error),
  };
  const [postgres, clickhouse] = await Promise.all([
    // Tests ask whether rows are right, not whether a disk keeps them; the fault tests start a durable server.
    startPostgres({ ...common, home, outside, settings: { fsync: "off", max_connections: "200" } }),
    startClickHouse({ ...common, folder: join(home, "clickhouse") }),
  ]);
  await ensureDatabase(postgres.url("template"));
  await migrateDatabase(postgres.url("template"), databaseMigrations);
  return {
    postgresUrl: postgres.url(""),
    clickhouseUrl: clickhouse.url(""),
    async stop() {
      await Promise.all([postgres.child.stop(), clickhouse.child.stop()]);
      for (const folder of [home, outside]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
