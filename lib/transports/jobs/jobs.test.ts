import { afterAll, beforeAll, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { openHouse } from "@/lib/transports/session/testing/house";
import { startJobs } from "./jobs";

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
  afterAll(() => perProcess.jobs?.stop());
});

it("makes the journal's days and forgets old events as soon as it starts", async () => {
  const { database } = house.stores;
  const days = () =>
    database.query<{ day: string }>(
      sql`SELECT inhrelid::regclass::text AS day FROM pg_inherits WHERE inhparent = 'journal'::regclass ORDER BY 1`,
    );
  const before = await days();
  const operator = await database.connect();
  for (const { day } of before) if (day !== "journal_rest") await operator.query(`DROP TABLE ${day}`);
  await operator.end();
  const at = new Date(Date.now() - 25 * 3_600_000);
  for (const subject of ["old", "newest"])
    await database.prisma.event.create({ data: { projectId: "default", kind: "run", subject, at } });

  startJobs();
  await expect.poll(days).toEqual(before);
  await expect
    .poll(async () => (await database.prisma.event.findMany()).map(({ subject }) => subject))
    .toEqual(["newest"]);
});
