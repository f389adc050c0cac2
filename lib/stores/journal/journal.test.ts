import { expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { testStores } from "@/lib/stores/testing/stores";
import { unflushedOf } from "./journal";

const insert = (at: string, flushed: string | null) =>
  sql`INSERT INTO journal (stream, target, body, rows, received_at, flushed_at) VALUES ('run:x', 'metric_point', '\\x5b5d', 1, ${at}::timestamptz, ${flushed}::timestamptz)`;

it("drops days that were copied long ago, and never a row that waits", async () => {
  const { stores } = await testStores();
  const { database } = stores;
  const days = ["20200101", "20200102", "20200103"];
  for (const day of days)
    await database
      .query(
        sql`SELECT format('CREATE TABLE journal_%s PARTITION OF journal FOR VALUES FROM (%L) TO (%L)', ${day}::text, ${day}::date, ${day}::date + 1)`,
      )
      .then(async ([row]) => {
        const statement = Object.values(row ?? {})[0];
        const client = await database.connect();
        await client.query(String(statement));
        await client.end();
      });
  await database.query(insert("2020-01-01T10:00Z", "2020-01-01T10:01Z"));
  await database.query(insert("2020-01-02T10:00Z", null));
  await database.query(insert("2020-01-03T10:00Z", new Date().toISOString()));
  const [result] = await database.query<{ dropped: number }>(sql`SELECT journal_retire() AS dropped`);
  const left = await database.query<{ day: string }>(
    sql`SELECT to_char(received_at AT TIME ZONE 'UTC', 'YYYYMMDD') AS day FROM journal ORDER BY 1`,
  );
  expect(result?.dropped).toBe(1);
  expect(left.map(({ day }) => day)).toEqual(["20200102", "20200103"]);
});

it("drops rows of days without a partition once they were copied long ago, and never a row that waits", async () => {
  const { stores } = await testStores();
  const { database } = stores;
  await database.query(insert("2020-01-01T10:00Z", "2020-01-01T10:01Z"));
  await database.query(insert("2020-01-02T10:00Z", null));
  await database.query(insert("2020-01-03T10:00Z", new Date().toISOString()));
  await database.query(sql`SELECT journal_retire()`);
  const left = await database.query<{ at: Date }>(sql`SELECT received_at AS at FROM journal_rest ORDER BY 1`);
  expect(left.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(["2020-01-02", "2020-01-03"]);
});

it("refuses to change what was logged", async () => {
  const { stores } = await testStores();
  await stores.database.query(insert(new Date().toISOString(), null));
  await expect(stores.database.query(sql`UPDATE journal SET rows = 2`)).rejects.toMatchObject({
    code: "42501",
  });
  await stores.database.query(sql`UPDATE journal SET flushed_at = now()`);
  await expect(stores.database.query(sql`UPDATE journal SET flushed_at = NULL`)).rejects.toMatchObject({
    code: "42501",
  });
});

it("gives what waits in pages of bytes, and a batch that is larger than a page by itself", async () => {
  const { database } = (await testStores()).stores;
  const sizes = [400, 500, 300, 2000, 10, 20];
  for (const size of sizes)
    await database.query(
      sql`INSERT INTO journal (stream, target, body, rows) VALUES ('run:x', 'metric_point', ${Buffer.alloc(size)}, 1)`,
    );
  await database.query(insert(new Date().toISOString(), new Date().toISOString()));
  const pages: number[][] = [];
  for await (const page of unflushedOf(database, ["run:x", "run:y"], 1000))
    pages.push(page.map(({ body }) => body.length));
  expect(pages).toEqual([[400, 500, 300], [2000], [10, 20]]);
});
