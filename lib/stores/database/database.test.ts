import { Client } from "pg";
import { expect, test } from "vitest";
import { testStores } from "../testing/stores";
import { openDatabase, sql } from "./database";

test("times are right where PostgreSQL keeps another time zone", async () => {
  const { databaseUrl } = await testStores();
  const operator = new Client({ connectionString: databaseUrl });
  await operator.connect();
  const [{ name }] = (await operator.query("SELECT current_database() AS name")).rows;
  await operator.query(`ALTER DATABASE ${name} SET TimeZone = 'America/New_York'`);
  await operator.end();

  const database = openDatabase(databaseUrl);
  const at = new Date("2026-01-31T12:00:00.000Z");
  const { id } = await database.prisma.event.create({
    data: { projectId: "default", kind: "run", subject: "", at },
  });
  const [stored] = await database.query(sql`SELECT extract(epoch FROM at)::float8 AS s, at FROM event`);
  expect(stored).toEqual({ s: at.getTime() / 1000, at });
  expect((await database.prisma.event.findUniqueOrThrow({ where: { id } })).at).toEqual(at);
  const [made] = await database.query<{ s: number }>(sql`
    INSERT INTO event (project_id, kind, subject) VALUES ('default', 'run', 'now') RETURNING extract(epoch FROM at)::float8 AS s`);
  const now = await database.prisma.event.findFirstOrThrow({ where: { subject: "now" } });
  expect(now.at.getTime() / 1000).toBeCloseTo(made?.s ?? 0, 2);

  const own = await database.connect();
  expect((await own.query("SHOW TimeZone")).rows).toEqual([{ TimeZone: "UTC" }]);
  await own.end();
  await database.close();
});
