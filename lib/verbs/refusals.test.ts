import { beforeAll, describe, expect, it } from "vitest";
import { describeAct } from "@/lib/core/audit/words";
import { sql } from "@/lib/stores/database/database";
import { getAuditEvent } from "@/lib/verbs/audit/get-audit-event";
import { verifyAudit } from "@/lib/verbs/audit/verify-audit";
import { reauthenticate } from "@/lib/verbs/people/reauthenticate";
import { decideRequest } from "@/lib/verbs/registry/requests/decide-request";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";
import { type Context, perform } from "./kernel";
import { closeRefusals } from "./refusals";
import { openWorld, type World } from "./testing/world";

let world: World;
let viewer: Context;
beforeAll(async () => {
  world = await openWorld();
  viewer = await world.contextOf("viewer");
});

const move = (name: string, context = viewer, version = 1) =>
  perform(transitionVersion, { ...context, input: { name, version, to: "Staging" } }).catch(
    ({ code }) => code,
  );
type Row = { seq: bigint; about: string | null; after: Record<string, unknown> | null };
const rowsOf = (action: string, about?: string) =>
  world.stores.database.query<Row>(sql`
    SELECT seq, body::json -> 'target' ->> 'name' AS about, body::json -> 'after' AS after FROM audit_event
    WHERE action = ${action} AND body::json ->> 'outcome' = 'refused'
      AND (${about ?? null}::text IS NULL OR body::json -> 'target' ->> 'name' = ${about ?? null})
    ORDER BY seq`);
const close = (seconds = 0) => closeRefusals(world.stores.database, seconds);
const windows = () => world.stores.database.prisma.refusalWindow.count();
const verdict = () => perform(verifyAudit, { ...viewer, input: {} });

it("150 in a second are two rows: the first at once, and how many came after it", async () => {
  const name = world.unique("storm");
  const answers = await Promise.all(Array.from({ length: 150 }, () => move(name)));
  expect(new Set(answers)).toEqual(new Set(["forbidden"]));
  expect(await rowsOf("transition-version", `${name}/1`)).toHaveLength(1);
  await close();
  const [first, sum, ...more] = await rowsOf("transition-version", `${name}/1`);
  expect(more).toEqual([]);
  const { first: from, last: to } = sum?.after ?? {};
  expect(sum?.after).toEqual({ more: 149, record: Number(first?.seq), first: from, last: to });
  expect(Date.parse(String(to))).toBeGreaterThan(Date.parse(String(from)));
  const event = await perform(getAuditEvent, { ...viewer, input: { seq: Number(sum?.seq) } });
  expect(describeAct(event)).toBe(`viewer was not allowed to move ${name} v1, × 149 more`);
  expect(await verdict()).toMatchObject({ ok: true });
});

it("another actor, verb or thing has its own; the next minute begins anew", async () => {
  const [name, other] = [world.unique("one"), world.unique("two")];
  const [token, elsewhere] = [await world.contextOf("token of a viewer"), await world.contextOf("viewer")];
  const each = async () => {
    await move(name);
    await move(other);
    await move(name, viewer, 2);
    await move(name, token);
    // The same person in another session is the same actor.
    await move(name, elsewhere);
  };
  await each();
  await each();
  const rows = async (about: string) => (await rowsOf("transition-version", about)).length;
  expect([await rows(`${name}/1`), await rows(`${other}/1`), await rows(`${name}/2`)]).toEqual([2, 1, 1]);
  await close();
  await move(other);
  expect(await rowsOf("transition-version", `${other}/1`)).toHaveLength(3);
});

describe("a window", () => {
  it("stands for a minute, and what nobody did again leaves no more than its row", async () => {
    await close();
    const name = world.unique("once");
    await move(name);
    await closeRefusals(world.stores.database);
    expect(await windows()).toBe(1);
    await world.stores.database.query(
      sql`UPDATE refusal_window SET first_at = first_at - interval '60 seconds'`,
    );
    await closeRefusals(world.stores.database);
    expect(await windows()).toBe(0);
    expect(await rowsOf("transition-version", `${name}/1`)).toHaveLength(1);
  });

  it("is summed up once, by however many instances at the same time", async () => {
    const names = Array.from({ length: 30 }, () => world.unique("many"));
    await Promise.all([...names, ...names, ...names].map((name) => move(name)));
    await Promise.all(Array.from({ length: 8 }, () => close()));
    for (const name of names) {
      const [, sum, ...rest] = await rowsOf("transition-version", `${name}/1`);
      expect([sum?.after?.more, rest.length]).toEqual([2, 0]);
    }
    expect(await verdict()).toMatchObject({ ok: true });
  });

  it("that could not be summed up stays, and is summed up later", async () => {
    const { database } = world.stores;
    const name = world.unique("killed");
    for (let count = 0; count < 3; count++) await move(name);
    const before = await database.prisma.auditEvent.count();
    await database.query(sql`ALTER TABLE audit_event ADD CONSTRAINT killed CHECK (false) NOT VALID`);
    await expect(close()).rejects.toThrow();
    expect([await windows(), await database.prisma.auditEvent.count()]).toEqual([1, before]);
    await database.query(sql`ALTER TABLE audit_event DROP CONSTRAINT killed`);
    await close();
    await close();
    expect((await rowsOf("transition-version", `${name}/1`)).map(({ after }) => after?.more ?? null)).toEqual(
      [null, 2],
    );
  });
});

it("who varies the target has a hundred windows a verb; what comes beyond is counted in one", async () => {
  await close();
  const name = world.unique("spray");
  const before = (await rowsOf("transition-version")).length;
  for (let version = 1; version <= 130; version++) await move(name, viewer, version);
  expect(await windows()).toBe(101);
  expect((await rowsOf("transition-version")).length - before).toBe(101);
  await close();
  const [sum, ...rest] = (await rowsOf("transition-version")).slice(before + 101);
  expect(rest).toEqual([]);
  expect(sum).toMatchObject({ about: null, after: { others: true, more: 29 } });
});

it("wrong passwords in a session are summed up, too", async () => {
  const engineer = await world.contextOf("engineer");
  const wrong = () =>
    perform(reauthenticate, { ...engineer, input: { password: "not the right one" } }).catch(
      ({ code }) => code,
    );
  expect([await wrong(), await wrong(), await wrong()]).toEqual(["invalid", "invalid", "invalid"]);
  await close();
  expect((await rowsOf("reauthenticate")).map(({ after }) => after?.more ?? null)).toEqual([null, 2]);
});

it("what is spoken of by its id is kept with it", async () => {
  for (const id of ["r1", "r2", "r1"])
    await perform(decideRequest, { ...viewer, input: { id, decision: "approve" } }).catch(() => undefined);
  expect((await rowsOf("decide-request")).map(({ after }) => after)).toEqual([{ id: "r1" }, { id: "r2" }]);
});
