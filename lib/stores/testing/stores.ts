import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { dropDatabase, ensureDatabase } from "../embedded/postgres/databases";
import { openStores, type Stores } from "../open";
import { dropTelemetryDatabase, migrateTelemetry } from "../telemetry/migrate";
import { telemetryMigrations } from "./servers";

export type TestStores = {
  databaseUrl: string;
  clickhouseUrl: string;
  filesRoot: string;
  stores: Stores;
};

/**
 * Stores for one test file: a PostgreSQL database copied from the migrated template, a ClickHouse database, a folder for
 * files. Call it at the top of the file or in `beforeAll`; it cleans up after the file's last test.
 */
export async function testStores(): Promise<TestStores> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const databaseUrl = `${inject("postgresUrl")}${name}`;
  const clickhouseUrl = `${inject("clickhouseUrl")}${name}`;
  const filesRoot = mkdtempSync(join(tmpdir(), "slipway-test-files-"));
  await Promise.all([
    ensureDatabase(databaseUrl, "template"),
    migrateTelemetry(clickhouseUrl, telemetryMigrations),
  ]);
  const stores = openStores({ databaseUrl, clickhouseUrl, filesRoot });
  afterAll(async () => {
    await Promise.all([stores.database.close(), stores.telemetry.close()]);
    await Promise.all([dropDatabase(databaseUrl), dropTelemetryDatabase(clickhouseUrl)]);
    rmSync(filesRoot, { recursive: true, force: true });
  });
  return { databaseUrl, clickhouseUrl, filesRoot, stores };
}
