import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { dropDatabase, ensureDatabase } from "../embedded/postgres/databases";
import { migrateDatabase } from "./migrate";

const url = `${inject("postgresUrl")}migrate_runner`;
let folder = "";

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  await ensureDatabase(url);
});
afterEach(async () => {
  await dropDatabase(url);
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string) {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" }).finally(() => client.end());
  return rows;
}

const body = `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;`;

test("each file is applied once, in order, and two runners take turns", async () => {
  write("2_second", "INSERT INTO a VALUES (1);");
  write("1_first", `CREATE TABLE a (n int); ${body}`);
  const both = await Promise.all([migrateDatabase(url, folder), migrateDatabase(url, folder)]);
  expect(both.map((names) => names.length).sort()).toEqual([0, 2]);
  expect(await ask("SELECT n, f() FROM a")).toEqual([[1, 1]]);
  write("3_third", "INSERT INTO a VALUES (3);");
  expect(await migrateDatabase(url, folder)).toEqual(["3_third"]);
});

test("a file that fails leaves nothing, and what came before it stays", async () => {
  write("1_good", "CREATE TABLE good ();");
  write("2_bad", "CREATE TABLE half (); SELECT 1 / 0;");
  await expect(migrateDatabase(url, folder)).rejects.toThrow(
    /2_bad failed and was rolled back: division by zero/,
  );
  expect(await ask("SELECT tablename FROM pg_tables WHERE tablename IN ('good', 'half')")).toEqual([
    ["good"],
  ]);
  write("2_bad", "CREATE TABLE half ();");
  expect(await migrateDatabase(url, folder)).toEqual(["2_bad"]);
});

test("a file without a transaction may do what none allows", async () => {
  write("1_table", "CREATE TABLE t (n int);");
  write("2_index", "-- no-transaction\nCREATE INDEX CONCURRENTLY t_n ON t (n);");
  expect(await migrateDatabase(url, folder)).toEqual(["1_table", "2_index"]);
});

test("an edited file and an unknown one are refused by name", async () => {
  write("1_first", "CREATE TABLE a ();");
  await migrateDatabase(url, folder);
  write("1_first", "CREATE TABLE a (n int);");
  await expect(migrateDatabase(url, folder)).rejects.toThrow(/1_first was edited after it had been applied/);
  rmSync(join(folder, "1_first"), { recursive: true });
  await expect(migrateDatabase(url, folder)).rejects.toThrow(/1_first, which this Slipway does not know/);
});

test("it waits for a table that others hold, without holding them up for long", async () => {
  write("1_first", "CREATE TABLE a ();");
  await migrateDatabase(url, folder);
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query("BEGIN; LOCK TABLE a");
  write("2_second", "ALTER TABLE a ADD COLUMN n int;");
  const migrating = migrateDatabase(url, folder);
  const waiting = "SELECT count(*)::int FROM pg_locks WHERE NOT granted";
  await expect.poll(() => ask(waiting)).toEqual([[1]]);
  await other.query("COMMIT");
  await other.end();
  expect(await migrating).toEqual(["2_second"]);
});
