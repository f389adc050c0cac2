import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { splitStatements } from "../embedded/clickhouse/sql";

type Done = { name: string; step: number; checksum: string };

const alreadyThere = "57"; // TABLE_ALREADY_EXISTS

/**
 * Applies the statements of `folder`'s `*.sql` files (by name) that ClickHouse at `url` does not have yet, and makes the
 * database when it is missing. ClickHouse knows no transactions, so each statement is recorded by itself; run it under
 * PostgreSQL's migration lock. @returns the names of the files of which something was applied.
 */
export async function migrateTelemetry(url: string, folder: string): Promise<string[]> {
  await ensureTelemetryDatabase(url);
  const client = connect(url);
  try {
    await client.command({ query: recordTable });
    const done = await recorded(client);
    const applied: string[] = [];
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith(".sql")) continue;
      const statements = splitStatements(readFileSync(join(folder, name), "utf8"));
      if (await applyFile(client, name, statements, done)) applied.push(name);
    }
    return applied;
  } finally {
    await client.close();
  }
}

const recordTable = `CREATE TABLE IF NOT EXISTS slipway_migration
  (name String, step UInt32, checksum String, at DateTime64(6, 'UTC') DEFAULT now64(6))
  ENGINE = ReplacingMergeTree ORDER BY (name, step)
  SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;

async function recorded(client: ClickHouseClient): Promise<Done[]> {
  const query = "SELECT name, toUInt32(step) AS step, checksum FROM slipway_migration FINAL";
  return (await client.query({ query, format: "JSONEachRow" })).json<Done>();
}

async function applyFile(client: ClickHouseClient, name: string, statements: string[], done: Done[]) {
  let applied = false;
  for (const [step, query] of statements.entries()) {
    const checksum = createHash("sha256").update(query).digest("hex");
    const earlier = done.find((row) => row.name === name && row.step === step);
    if (earlier && earlier.checksum !== checksum)
      throw new Error(`Statement ${step + 1} of ${name} was edited after it had been applied: put it back.`);
    if (earlier) continue;
    await client.command({ query }).catch((error: unknown) => {
      // A run that was killed between a statement and its record left the table behind.
      if (error instanceof ClickHouseError && error.code === alreadyThere) return;
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Statement ${step + 1} of ${name} failed: ${why}`, { cause: error });
    });
    await client.insert({
      table: "slipway_migration",
      columns: ["name", "step", "checksum"],
      values: [[name, step, checksum]],
      format: "JSONCompactEachRow",
      clickhouse_settings: { async_insert: 0 },
    });
    applied = true;
  }
  return applied;
}

/** Makes the database that `url` names, when it is missing. */
export async function ensureTelemetryDatabase(url: string): Promise<void> {
  const { client, name } = withoutDatabase(url);
  try {
    const found = await client.query({
      query: "SELECT 1 FROM system.databases WHERE name = {name:String}",
      query_params: { name },
      format: "JSONEachRow",
    });
    if ((await found.json()).length > 0) return;
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${named(name)}` });
  } finally {
    await client.close();
  }
}

/** Drops the database that `url` names, with all that was logged into it. */
export async function dropTelemetryDatabase(url: string): Promise<void> {
  const { client, name } = withoutDatabase(url);
  await client
    .command({ query: `DROP DATABASE IF EXISTS ${named(name)} SYNC` })
    .finally(() => client.close());
}

function withoutDatabase(url: string): { client: ClickHouseClient; name: string } {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1)) || "default";
  server.pathname = "/";
  return { client: connect(server.href), name };
}

const connect = (url: string) =>
  createClient({
    url,
    application: "slipway-migrate",
    request_timeout: 300_000,
    log: { level: ClickHouseLogLevel.OFF }, // what fails is thrown, in our words
  });

function named(database: string): string {
  if (!/^\w+$/.test(database)) throw new Error(`A ClickHouse database cannot be called ${database} here.`);
  return `\`${database}\``;
}
