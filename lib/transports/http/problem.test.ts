import { expect, test } from "vitest";
import { openDatabase, sql } from "@/lib/stores/database/database";
import { testStores } from "@/lib/stores/testing/stores";
import { toKnown } from "./problem";

const code = (work: Promise<unknown>) =>
  work.then(
    () => "nothing",
    (error) => toKnown(error, "a request").code,
  );

test("what the database's client says by itself is known as what a transaction says", async () => {
  const { databaseUrl } = await testStores();
  const database = openDatabase(databaseUrl, { poolSize: 1 });
  const { prisma } = database;
  expect(await code(prisma.project.findUniqueOrThrow({ where: { id: "gone" } }))).toBe("not-found");
  const raised = (state: string) =>
    prisma.$executeRaw(sql`SELECT set_config('slipway.state', ${state}, false)`).then(
      () => prisma.$executeRaw`
        DO $$ BEGIN RAISE EXCEPTION 'it' USING ERRCODE = current_setting('slipway.state'); END $$`,
    );
  expect(await code(raised("55P03"))).toBe("unavailable");
  expect(await code(raised("57014"))).toBe("took-too-long");

  // The one connection is taken for as long as anybody waits for one.
  const holder = database.query(sql`SELECT pg_sleep(6)::text`);
  expect(await code(prisma.project.findMany())).toBe("unavailable");
  await holder;
  await database.close();
});
