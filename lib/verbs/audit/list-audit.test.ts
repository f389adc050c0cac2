import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { describeAct } from "@/lib/core/audit/words";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
import { setModelTag } from "@/lib/verbs/registry/models/set-model-tag";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { getAuditEvent } from "./get-audit-event";
import { listAudit } from "./list-audit";
import { verifyAudit } from "./verify-audit";

let world: World;
let scientist: Context;
let viewer: Context;
let admin: Context;
beforeAll(async () => {
  world = await openWorld();
  [scientist, viewer, admin] = await Promise.all([
    world.contextOf("scientist"),
    world.contextOf("viewer"),
    world.contextOf("admin"),
  ]);
});

const list = (context: Context, input: object = {}) => perform(listAudit, { ...context, input });
const words = async (input: object, context = viewer) =>
  (await list(context, input)).items.map((event) => describeAct(event));

describe("a record", () => {
  it("says who did what on what, and where that is now", async () => {
    const name = world.unique("delay");
    await perform(createModel, { ...scientist, input: { name } });
    await perform(renameModel, { ...scientist, input: { name, newName: `${name} 2` } });
    const { items, total } = await list(viewer, { target: name });
    expect(total).toBe(2);
    const [renamed, created] = items;
    expect(created && describeAct(created)).toBe(`scientist registered the model ${name}`);
    expect(renamed).toMatchObject({
      actor: { type: "person", name: "scientist", role: "scientist", via: "session" },
      action: "rename-model",
      outcome: "done",
      target: { type: "model", name: `${name} 2`, page: `/models/${encodeURIComponent(`${name} 2`)}` },
      before: { name },
      after: { name: `${name} 2` },
      reason: null,
      requestId: "test",
      origin: null,
    });
    // The page of a model is found by what it is called today.
    expect(created?.target).toMatchObject({ name, page: renamed?.target.page });
    expect(renamed?.prevHash).toMatch(/^[0-9a-f]{64}$/);
    await perform(deleteModel, { ...scientist, input: { name: `${name} 2` } });
    expect((await list(viewer, { target: name })).items.map(({ target }) => target.page)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("of a refusal is told as one, with its reason", async () => {
    await expect(perform(createModel, { ...viewer, input: { name: "m" } })).rejects.toThrow();
    const [event] = (await list(viewer, { outcome: "refused", limit: 1 })).items;
    expect(event && describeAct(event)).toBe("viewer was not allowed to register the model m");
    expect(event?.reason).toMatch(/role scientist/);
  });

  it("shows where it came from to engineers and admins alone", async () => {
    const [seen] = (await list(await world.contextOf("engineer"), { limit: 1 })).items;
    expect(seen?.origin).toEqual({ ip: null, userAgent: null });
  });
});

it("what was told afterwards says when it took effect beside when it was recorded, by which it is found", async () => {
  const [name, now] = [world.unique("told"), world.unique("now")];
  const effectiveAt = new Date("2026-03-03T09:00:00Z");
  await perform(createModel, { ...scientist, effectiveAt, input: { name } });
  await perform(createModel, { ...scientist, input: { name: now } });
  const today = new Date().toISOString().slice(0, 10);
  const [told] = (await list(viewer, { target: name, from: today, to: today })).items;
  expect(told?.effectiveAt).toBe("2026-03-03T09:00:00.000Z");
  expect(told?.at.slice(0, 10)).toBe(today);
  expect((await list(viewer, { target: name, from: "2026-03-03", to: "2026-03-03" })).total).toBe(0);
  expect((await list(viewer, { target: now })).items[0]?.effectiveAt).toBeNull();
  expect((await perform(verifyAudit, { ...viewer, input: {} })).ok).toBe(true);
});

describe("filters", () => {
  it("by a name, an e-mail, an id or the system", async () => {
    const name = world.unique("by");
    await perform(createModel, { ...scientist, input: { name } });
    const id = scientist.actor.kind === "person" ? scientist.actor.userId : "";
    for (const actor of ["SCIEN", "scientist@example.org", id])
      expect(await words({ actor, target: name })).toEqual([`scientist registered the model ${name}`]);
    expect((await list(viewer, { actor: "nobody of that name" })).total).toBe(0);
    expect((await list(viewer, { actor: "system:test", target: name })).total).toBe(0);
  });

  it("by an act: exactly where there is one of that name, else by what it begins with", async () => {
    const name = world.unique("act");
    await perform(createModel, { ...scientist, input: { name } });
    await perform(setModelTag, { ...scientist, input: { name, key: "k", value: "v" } });
    const actions = async (action: string) =>
      (await list(viewer, { action, target: name })).items.map((event) => event.action);
    expect(await actions("create-model")).toEqual(["create-model"]);
    expect(await actions("set-mod")).toEqual(["set-model-tag"]);
    expect(await actions("unheard-of")).toEqual([]);
  });

  it("by time: a day, a moment, epoch ms", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { total } = await list(viewer);
    expect((await list(viewer, { from: today, to: today })).total).toBe(total);
    expect((await list(viewer, { from: "2101-01-01" })).total).toBe(0);
    expect((await list(viewer, { to: "2001-01-01T00:00:00+01:00" })).total).toBe(0);
    expect((await list(viewer, { from: "1000000000000", to: "4000000000000" })).total).toBe(total);
    for (const from of ["yesterday", "2026-13-01", "99999999999999999"])
      await expect(list(viewer, { from })).rejects.toMatchObject({ code: "invalid" });
  });
});

it("pages do not overlap, and say how many there are as the first one counted them", async () => {
  for (let count = 0; count < 5; count++)
    await perform(createModel, { ...scientist, input: { name: world.unique("page") } });
  const seen: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(viewer, {
      target: "page",
      limit: 2,
      ...(cursor === null ? {} : { cursor }),
    });
    expect(page.total).toBe(5);
    if (cursor === null) await perform(createModel, { ...scientist, input: { name: world.unique("page") } });
    seen.push(...page.items.map(({ seq }) => seq));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(5);
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
});

describe("what is not for everybody", () => {
  const elsewhere = async () => {
    const { prisma } = world.stores.database;
    await prisma.project.upsert({
      where: { id: "other" },
      create: { id: "other", slug: "other", name: "Other" },
      update: {},
    });
    const project = { id: "other", slug: "other", name: "Other" };
    const name = `secret-${randomBytes(4).toString("hex")}`;
    const act = { ...world.system, project, actor: { kind: "system", name: "test", project } as const };
    await perform(createModel, { ...act, input: { name } });
    const [event] = (await list(act, { target: name })).items;
    return { name, seq: event?.seq ?? 0 };
  };

  it("another project's records are neither listed nor found", async () => {
    const { name, seq } = await elsewhere();
    for (const context of [viewer, admin]) {
      expect((await list(context, { target: name })).total).toBe(0);
      await expect(perform(getAuditEvent, { ...context, input: { seq } })).rejects.toMatchObject({
        code: "not-found",
      });
    }
  });

  it("people and sign-ins are for admins", async () => {
    await world.person();
    expect((await list(viewer, { action: "create-user" })).total).toBe(0);
    const { items } = await list(admin, { action: "create-user", limit: 1 });
    expect(items.map((event) => describeAct(event))).toEqual([
      expect.stringMatching(/^Slipway \(test\) added person-\w+ as viewer$/),
    ]);
    const seq = items[0]?.seq ?? 0;
    expect(await perform(getAuditEvent, { ...admin, input: { seq } })).toMatchObject({ seq });
    await expect(perform(getAuditEvent, { ...viewer, input: { seq } })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("a viewer gets the verdict; where and why is for engineers and admins", async () => {
    const verify = (context: Context) => perform(verifyAudit, { ...context, input: {} });
    expect(await verify(viewer)).toMatchObject({ ok: true, firstBad: null, reason: null, head: null });
    expect(await verify(admin)).toMatchObject({ ok: true, head: { seq: expect.any(Number) } });
    const { database } = world.stores;
    await database.prisma.$executeRaw`UPDATE audit_head SET seq = seq + 2`;
    const broken = await verify(viewer);
    expect(broken).toMatchObject({ ok: false, firstBad: null, reason: null, head: null });
    const { head, firstBad } = await verify(await world.contextOf("engineer"));
    expect(firstBad).toBe((head?.seq ?? 0) - 1);
    await database.prisma.$executeRaw`UPDATE audit_head SET seq = seq - 2`;
  });
});
