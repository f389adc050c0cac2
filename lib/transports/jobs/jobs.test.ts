import { afterAll, beforeAll, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { announceLogged, handLogged } from "@/lib/stores/live/logged";
import { openHouse } from "@/lib/transports/session/testing/house";
import { findFetches, sweepFetches } from "@/lib/verbs/registry/versions/shared/fetches";
import { countUsage, handUsage, sweepUsage } from "@/lib/verbs/usage";
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

it("counts of logging acts are kept 400 days, who fetched a version as long as it is shown", async () => {
  const { database } = house.stores;
  await database.query(sql`
    INSERT INTO usage (hour, project_id, actor, verb, calls)
    SELECT now() - days * interval '1 day', 'default', days::text, 'log-batch', 1 FROM unnest(ARRAY[0, 399, 401]) AS days`);
  await database.query(sql`INSERT INTO model (id, project_id, name) VALUES ('m', 'default', 'm')`);
  await database.query(sql`
    INSERT INTO version (id, project_id, model_id, number, source, storage) VALUES ('v', 'default', 'm', 1, 's', 's')`);
  await database.query(sql`
    INSERT INTO version_fetch (version_id, day, actor_id, count, last_at)
    SELECT 'v', (now() AT TIME ZONE 'UTC')::date - days, days::text, 1, now() FROM unnest(ARRAY[0, 29, 30]) AS days`);
  await sweepUsage(database);
  await sweepFetches(database);
  expect((await database.prisma.usage.findMany()).map(({ actor }) => actor)).toEqual(["0", "399"]);
  const { people } = await findFetches(house.system, "v");
  expect(people.map(({ by }) => by)).toEqual(["0", "29"]);
  expect(await database.prisma.versionFetch.count()).toBe(2);
});

it("ends though a letter hangs, and writes what was counted", async () => {
  const { database, outgoing } = house.stores;
  const { id } = await house.addPerson("reader", "viewer");
  let sending = 0;
  outgoing.mailer = () => {
    sending++;
    return new Promise(() => undefined);
  };
  await database.prisma.mail.create({
    data: { id: "m", projectId: "default", userId: id, subject: "s", body: "b", path: "/" },
  });
  await expect.poll(() => sending, { timeout: 5_000 }).toBe(1);
  countUsage({ ...house.system }, "log-metric", "done");
  await perProcess.jobs?.rest(10);
  await perProcess.jobs?.stop();
  expect(perProcess.jobs).toBeUndefined();
  expect(await database.prisma.usage.count({ where: { verb: "log-metric" } })).toBe(1);
});

it("what could not be written is counted on, and written the next time", async () => {
  const fails = () => Promise.reject(new Error("the database is away"));
  for (let n = 0; n < 2; n++) {
    countUsage({ ...house.system }, "log-param", n === 0 ? "done" : "refused");
    announceLogged("default", `run ${n}`);
    await expect(handUsage(fails)).rejects.toThrow("away");
    await expect(handLogged(fails)).rejects.toThrow("away");
  }
  const written: unknown[] = [];
  await handUsage(async (counts) => written.push(...counts));
  await handLogged(async (runs) => written.push(...runs));
  expect(written).toEqual([
    { projectId: "default", actor: "system", verb: "log-param", calls: 1, refused: 1 },
    { projectId: "default", runId: "run 0" },
    { projectId: "default", runId: "run 1" },
  ]);
});
