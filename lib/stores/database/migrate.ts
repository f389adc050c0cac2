import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, DatabaseError } from "pg";

type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

const prismaLock = 72707369; // the advisory lock that Prisma's own runner takes
const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations of `folder` (`<name>/migration.sql`, by name) that the database does not have yet.
 * Each file is one transaction, unless its first line is `-- no-transaction`. Two runners at once are one after the other.
 * `alongside` runs under the same lock, before it is released.
 * @returns the names that were applied. @throws Error that names the file and what is wrong.
 */
export async function migrateDatabase(
  url: string,
  folder: string,
  alongside: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const client = new Client({ connectionString: url, application_name: "slipway-migrate" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
    await client.query("SET client_min_messages = warning");
    await client.query(table);
    const applied = await client.query<Applied>(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const pending = pendingOf(readMigrations(folder), applied.rows);
    for (const migration of pending) await applyPatiently(client, migration);
    await alongside();
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // which releases the lock
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(applied.map((row) => [row.migration_name, row]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = migrations.find((one) => one.name === name);
    if (!migration)
      throw new Error(
        `The database has the migration ${name}, which this Slipway does not know: it was used by a newer one.`,
      );
    if (finished_at === null)
      throw new Error(
        `The migration ${name} was begun and never finished: finish it by hand, then set its finished_at.`,
      );
    if (migration.checksum !== checksum)
      throw new Error(`The migration ${name} was edited after it had been applied: put the file back.`);
  }
  return migrations.filter(({ name }) => !known.has(name));
}

/** A lock that others hold is waited for 5 s, so that our waiting does not stop them; then it is tried again. */
async function applyPatiently(client: Client, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await apply(client, migration);
    } catch (error) {
      const busy = error instanceof DatabaseError && (error.code === "55P03" || error.code === "40P01");
      if (busy && attempt < 5) {
        await pause(200 * attempt);
        continue;
      }
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The migration ${migration.name} failed and was rolled back: ${why}`, { cause: error });
    }
  }
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  const begun = () =>
    client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
      id,
      checksum,
      name,
    ]);
  const finished = () =>
    client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
  if (/^\s*--\s*no-transaction/.test(sql)) {
    await begun();
    await client.query(sql);
    await finished();
    return;
  }
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = '5s'");
    await begun();
    await client.query(sql);
    await finished();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
