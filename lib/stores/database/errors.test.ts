import { expect, test } from "vitest";
import { testStores } from "../testing/stores";
import { openDatabase, sql } from "./database";

const said = (work: Promise<unknown>) =>
  work.then(
    () => "nothing",
    (error) => `${error.code}: ${error.message}`,
  );

test("what passes by itself is told by whom it waits for", async () => {
  const { databaseUrl } = await testStores();
  const database = openDatabase(databaseUrl, { poolSize: 1 });
  const operator = await database.connect();
  await operator.query("BEGIN; UPDATE project SET name = name");

  const blocked = database.transaction(async (tx) => {
    await tx.$executeRaw(sql`SET LOCAL lock_timeout = '20ms'`);
    await tx.$executeRaw(sql`UPDATE project SET name = name`);
  });
  expect(await said(blocked)).toMatch(/^unavailable: Somebody else is changing the same/);
  await operator.query("ROLLBACK");

  // The one connection is taken: who asks for it meanwhile cannot begin, and whoever has it has it for too long.
  let waits: string[] = [];
  const long = database.transaction(async () => {
    waits = await Promise.all([
      said(database.transaction((tx) => tx.project.findMany())),
      said(database.query(sql`SELECT 1`)),
    ]);
  });
  expect(await said(long)).toMatch(/^unavailable: This change took longer/);
  expect(waits).toHaveLength(2);
  for (const wait of waits) expect(wait).toMatch(/^unavailable: The database is busy/);

  await operator.end();
  await database.close();
});

test("a database that is not there cannot be reached", async () => {
  const database = openDatabase("postgresql://a:b@127.0.0.1:1/x");
  const away = /^unavailable: The database cannot be reached/;
  expect(await said(database.query(sql`SELECT 1`))).toMatch(away);
  expect(await said(database.transaction((tx) => tx.project.findMany()))).toMatch(away);
  await database.close();
});
