import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { dropTelemetryDatabase, migrateTelemetry } from "./migrate";
import { openTelemetry } from "./telemetry";

const url = `${inject("clickhouseUrl")}migrate_runner`;
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
});
afterEach(async () => {
  await dropTelemetryDatabase(url);
  rmSync(folder, { recursive: true });
});

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);

async function tables(): Promise<string[]> {
  const telemetry = openTelemetry(url);
  const rows = await telemetry.rows<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND name != 'slipway_migration' ORDER BY name",
    {},
  );
  await telemetry.close();
  return rows.map(({ name }) => name);
}

const table = (name: string) => `CREATE TABLE ${name} (n Int64) ENGINE = MergeTree ORDER BY n`;

test("every statement of every file is applied once", async () => {
  write("0001_a.sql", `-- two; tables\n${table("a")};\n${table("b")};\n`);
  expect(await migrateTelemetry(url, folder)).toEqual(["0001_a.sql"]);
  write("0002_c.sql", table("c"));
  expect(await migrateTelemetry(url, folder)).toEqual(["0002_c.sql"]);
  expect(await migrateTelemetry(url, folder)).toEqual([]);
  expect(await tables()).toEqual(["a", "b", "c"]);
});

test("after a failure it goes on where it stopped", async () => {
  write("0001_a.sql", `${table("a")}; nonsense`);
  await expect(migrateTelemetry(url, folder)).rejects.toThrow(/^Statement 2 of 0001_a.sql failed/);
  write("0001_a.sql", `${table("a")}; ${table("b")}`);
  expect(await migrateTelemetry(url, folder)).toEqual(["0001_a.sql"]);
  expect(await tables()).toEqual(["a", "b"]);
});

test("a statement that was edited is refused by name", async () => {
  write("0001_a.sql", table("a"));
  await migrateTelemetry(url, folder);
  write("0001_a.sql", table("other"));
  await expect(migrateTelemetry(url, folder)).rejects.toThrow(/Statement 1 of 0001_a.sql was edited/);
});
