import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { dropDatabase, ensureDatabase } from "../embedded/postgres/databases";
import { openStores, type Stores } from "../open";
import type { OutgoingSettings } from "../outgoing/outgoing";
import { dropTelemetryDatabase, migrateTelemetry } from "../telemetry/migrate";
import { telemetryMigrations } from "./servers";

export type TestStores = {
  databaseUrl: string;
  clickhouseUrl: string;
  filesRoot: string;
  stores: Stores;
};

/** Receivers of tests listen on this machine; no mail server, and names are found only by tests that say where. */
const testOutgoing: OutgoingSettings = {
  allowed: [{ family: 4, bits: 0x7f000000n, prefix: 8 }],
  ownPorts: [],
  publicUrl: "http://127.0.0.1:3000",
  resolve: async () => [],
};

/**
 * Stores for one test file: a PostgreSQL database copied from the migrated template, a ClickHouse database, a folder for
 * files. Call it at the top of the file or in `beforeAll`; it cleans up after the file's last test.
 */
export async function testStores(settings: Partial<OutgoingSettings> = {}): Promise<TestStores> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const databaseUrl = `${inject("postgresUrl")}${name}`;
  const clickhouseUrl = `${inject("clickhouseUrl")}${name}`;
  const filesRoot = mkdtempSync(join(tmpdir(), "slipway-test-files-"));
  await Promise.all([
    ensureDatabase(databaseUrl, "template"),
    migrateTelemetry(clickhouseUrl, telemetryMigrations),
  ]);
  const outgoing = { ...testOutgoing, key: randomBytes(32).toString("hex"), ...settings };
  const stores = openStores({ databaseUrl, clickhouseUrl, filesRoot, outgoing });
  afterAll(async () => {
    await Promise.all([stores.database.close(), stores.telemetry.close()]);
    await Promise.all([dropDatabase(databaseUrl), dropTelemetryDatabase(clickhouseUrl)]);
    rmSync(filesRoot, { recursive: true, force: true });
  });
  return { databaseUrl, clickhouseUrl, filesRoot, stores };
}
