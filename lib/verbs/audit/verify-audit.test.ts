import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Sql, sql } from "@/lib/stores/database/database";
import { sqlState } from "@/lib/stores/database/errors";
import { testStores } from "@/lib/stores/testing/stores";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { verifyAudit } from "./verify-audit";

const project = { id: "default", slug: "default", name: "Default" };
const { stores } = await testStores();
const { database } = stores;
const system: Context = {
  actor: { kind: "system", name: "test", project },
  project,
  stores,
  requestId: "test",
  ip: null,
  userAgent: null,
};
const records = 40;

/** What an owner can do who wants to: the triggers are off meanwhile. */
const tamper = (...statements: Sql[]) =>
  database.transaction(async (tx) => {
    await tx.$executeRaw`ALTER TABLE audit_event DISABLE TRIGGER ALL`;
    for (const statement of statements) await tx.$executeRaw(statement);
    await tx.$executeRaw`ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_rows`;
    await tx.$executeRaw`ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_table`;
  });
const append = () => database.prisma.$queryRaw`SELECT audit_append(${body()})`;
const body = () =>
  JSON.stringify({ v: 1, action: "test", note: randomBytes(4).toString("hex"), project: project.id });
const verify = () => perform(verifyAudit, { ...system, input: {} });

/** A hash as `audit_append` makes it: who goes around it can do that much, too. */
const rehash = (seq: number) => sql`UPDATE audit_event SET hash = CASE seal
  WHEN 1 THEN sha256('slipway-audit-v1'::bytea || prev_hash || convert_to(seq || E'\n' || at || E'\n' || body, 'UTF8'))
  ELSE sha256('slipway-audit-v2'::bytea || prev_hash || convert_to(seq || E'\n' || at || E'\n' || coalesce(project_id, '')
    || E'\n' || encode(sha256(convert_to(body, 'UTF8')), 'hex'), 'UTF8')) END WHERE seq = ${seq}`;

/** Records as an installation of before the second seal left them. */
const appendOld = () => [
  sql`INSERT INTO audit_event (seq, at, body, prev_hash, hash)
    SELECT seq + 1, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${body()}, hash, hash
    FROM audit_head`,
  sql`UPDATE audit_event SET hash = sha256('slipway-audit-v1'::bytea || prev_hash
    || convert_to(seq || E'\n' || at || E'\n' || body, 'UTF8')) WHERE seq = (SELECT max(seq) FROM audit_event)`,
  sql`UPDATE audit_head SET seq = seq + 1, hash = (SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1)`,
];
const oldRecords = 15;

beforeEach(async () => {
  await tamper(
    sql`DELETE FROM audit_event`,
    sql`UPDATE audit_head SET seq = 0, hash = decode(repeat('00', 32), 'hex')`,
    ...Array.from({ length: oldRecords }, appendOld).flat(),
  );
  for (let count = oldRecords; count < records; count++) await append();
});

describe("the table", () => {
  it.each([
    ["UPDATE", sql`UPDATE audit_event SET body = body WHERE seq = 5`],
    ["DELETE", sql`DELETE FROM audit_event WHERE seq = 5`],
    ["TRUNCATE", sql`TRUNCATE audit_event`],
  ])("refuses %s, also of its owner, and where replication would pass", async (_, statement) => {
    const [who] = await database.query<{ owner: boolean }>(
      sql`SELECT tableowner = current_user AS owner FROM pg_tables WHERE tablename = 'audit_event'`,
    );
    expect(who?.owner).toBe(true);
    for (const role of [sql`origin`, sql`replica`]) {
      const error = await database
        .transaction(async (tx) => {
          await tx.$executeRaw(sql`SET LOCAL session_replication_role = ${role}`);
          await tx.$executeRaw(statement);
        })
        .catch((failure: unknown) => failure);
      expect(sqlState(error)).toBe("42501");
    }
    expect(await verify()).toMatchObject({ ok: true, checked: records });
  });
});

describe("a whole chain", () => {
  it("is told with its length, its head and the time of its last record", async () => {
    const [last] = await database.query<{ at: string; hash: string }>(
      sql`SELECT at, encode(hash, 'hex') AS hash FROM audit_event WHERE seq = ${records}`,
    );
    expect(await verify()).toEqual({
      ok: true,
      checked: records,
      firstBad: null,
      reason: null,
      head: { seq: records, hash: last?.hash },
      upTo: last?.at,
    });
  });

  it("stays whole under 32 writers at once", async () => {
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        for (let count = 0; count < 5; count++) await append();
      }),
    );
    expect(await verify()).toMatchObject({ ok: true, checked: records + 160 });
  });

  it("may have a clock that was set back a little", async () => {
    await tamper(
      sql`DELETE FROM audit_event WHERE seq > 38`,
      sql`UPDATE audit_event SET at = to_char(at::timestamp - interval '2 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') WHERE seq = 38`,
      rehash(38),
      sql`UPDATE audit_head SET seq = 38, hash = (SELECT hash FROM audit_event WHERE seq = 38)`,
    );
    expect(await verify()).toMatchObject({ ok: true, checked: 38 });
  });
});

const swap = sql`UPDATE audit_event SET body = CASE seq WHEN 11 THEN (SELECT body FROM audit_event WHERE seq = 12)
  ELSE (SELECT body FROM audit_event WHERE seq = 11) END WHERE seq IN (11, 12)`;
const insertAt = (seq: number) => sql`INSERT INTO audit_event (seq, at, body, prev_hash, hash)
  SELECT ${seq}, at, body, hash, hash FROM audit_event WHERE seq = ${records}`;

describe("tampering is named by the number of its record", () => {
  it.each<[string, number, RegExp, Sql[]]>([
    [
      "one byte of a body",
      7,
      /changed/,
      [sql`UPDATE audit_event SET body = replace(body, '"test"', '"tesu"') WHERE seq = 7`],
    ],
    ["a time", 8, /changed/, [sql`UPDATE audit_event SET at = replace(at, 'Z', '0') WHERE seq = 8`]],
    ["a hash", 9, /changed/, [sql`UPDATE audit_event SET hash = sha256(hash) WHERE seq = 9`]],
    ["the first record", 1, /changed/, [sql`UPDATE audit_event SET body = '{}' WHERE seq = 1`]],
    [
      "a body whose hash was made to fit",
      7,
      /replaced/,
      [sql`UPDATE audit_event SET body = '{}' WHERE seq = 7`, rehash(7)],
    ],
    [
      "a link whose hash was made to fit",
      7,
      /replaced/,
      [sql`UPDATE audit_event SET prev_hash = sha256('') WHERE seq = 7`, rehash(7)],
    ],
    ["two that changed places", 11, /changed/, [swap]],
    ["one that was removed", 20, /20 is missing/, [sql`DELETE FROM audit_event WHERE seq = 20`]],
    ["the first, removed", 1, /1 is missing/, [sql`DELETE FROM audit_event WHERE seq = 1`]],
    [
      "the last ten, removed",
      31,
      /31 to 40 are missing: the end/,
      [sql`DELETE FROM audit_event WHERE seq > 30`],
    ],
    [
      "the last, its hash made to fit",
      40,
      /head/,
      [sql`UPDATE audit_event SET body = '{}' WHERE seq = 40`, rehash(40)],
    ],
    ["one put in at the end", 41, /put in behind/, [insertAt(41), rehash(41)]],
    ["one put in before the first", 0, /0 stands where record 1/, [insertAt(0)]],
    [
      "one put in in the middle, the later ones moved up",
      25,
      /changed|replaced/,
      [
        sql`UPDATE audit_event SET seq = seq + 1000 WHERE seq > 24`,
        sql`UPDATE audit_event SET seq = seq - 999 WHERE seq > 1000`,
        insertAt(25),
      ],
    ],
    [
      "a byte of a body of the second seal",
      27,
      /changed/,
      [sql`UPDATE audit_event SET body = replace(body, '"test"', '"tesu"') WHERE seq = 27`],
    ],
    [
      "the project of one, taken away",
      28,
      /changed/,
      [
        sql`UPDATE audit_event SET body = replace(body, '"project":"default"', '"project":"elsewhr"') WHERE seq = 28`,
      ],
    ],
    [
      "a body of the second seal whose hash was made to fit",
      27,
      /replaced/,
      [sql`UPDATE audit_event SET body = '{}' WHERE seq = 27`, rehash(27)],
    ],
    [
      "a seal that is said to be the first",
      30,
      /changed/,
      [sql`UPDATE audit_event SET seal = 1 WHERE seq = 30`],
    ],
    ["a seal that is none", 30, /changed/, [sql`UPDATE audit_event SET seal = 3 WHERE seq = 30`]],
    [
      "a seal that is said to be the second",
      5,
      /changed/,
      [sql`UPDATE audit_event SET seal = 2 WHERE seq = 5`],
    ],
    [
      "the last one put in anew with the first seal, and the head with it",
      40,
      /first seal/,
      [
        sql`UPDATE audit_event SET seal = 1 WHERE seq = 40`,
        rehash(40),
        sql`UPDATE audit_head SET hash = (SELECT hash FROM audit_event WHERE seq = 40)`,
      ],
    ],
    [
      "a time long before the one before it",
      40,
      /long before/,
      [
        sql`UPDATE audit_event SET at = '2001-01-01T00:00:00.000000Z' WHERE seq = 40`,
        rehash(40),
        sql`UPDATE audit_head SET hash = (SELECT hash FROM audit_event WHERE seq = 40)`,
      ],
    ],
  ])("%s", async (_, firstBad, reason, statements) => {
    await tamper(...statements);
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: false, firstBad, reason: expect.stringMatching(reason) });
  });

  it("a head that is gone is told, too", async () => {
    await tamper(sql`DELETE FROM audit_head`);
    expect(await verify()).toMatchObject({ ok: false, checked: records, firstBad: null, head: null });
    await tamper(sql`INSERT INTO audit_head VALUES ('slipway', 0, '')`);
  });
});

it("an act whose record cannot be written does not happen", async () => {
  await database.query(sql`ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (seq <= 40) NOT VALID`);
  const name = randomBytes(4).toString("hex");
  await expect(perform(createModel, { ...system, input: { name } })).rejects.toThrow();
  expect(await database.prisma.model.count({ where: { name } })).toBe(0);
  await database.query(sql`ALTER TABLE audit_event DROP CONSTRAINT full_disk`);
  await perform(createModel, { ...system, input: { name } });
  expect(await verify()).toMatchObject({ ok: true, checked: records + 1 });
});
