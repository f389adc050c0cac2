import { beforeAll, expect, test } from "vitest";
import { type Behaviour, openReceiver } from "@/lib/stores/testing/receiver";
import { testStores } from "@/lib/stores/testing/stores";
import type { Context } from "@/lib/verbs/kernel";
import { perform } from "@/lib/verbs/kernel";
import { replayDeliveries } from "@/lib/verbs/webhooks/replay-deliveries";
import { replayDelivery } from "@/lib/verbs/webhooks/replay-delivery";
import { claimDeliveries } from "@/lib/verbs/webhooks/shared/queue";
import { testWebhook } from "@/lib/verbs/webhooks/test-webhook";
import { updateWebhook } from "@/lib/verbs/webhooks/update-webhook";
import { startDeliverer } from "./deliver";
import { teller } from "./testing/tell";

const project = { id: "default", slug: "default", name: "Default" };
let context: Context;
let world: ReturnType<typeof teller>;
beforeAll(async () => {
  const { stores } = await testStores({ timeoutMs: 500 });
  const actor = { kind: "system", name: "test", project } as const;
  context = { actor, project, stores, requestId: "test", ip: null, userAgent: null };
  world = teller(context);
});

const deliverer = () => startDeliverer(context.stores, () => 0.5);
/** One turn of the job, waited for. */
async function turn(times = 1): Promise<void> {
  const job = deliverer();
  for (let n = 0; n < times; n++) {
    await job.turn();
    await job.idle();
  }
}
const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    response.writeHead(status, headers).end("said");
  };
const bodies = (received: readonly { body: Buffer }[]) =>
  received.map(({ body }) => JSON.parse(body.toString("utf8")).data.n);

test("an act that commits is told once to each webhook that wants it; one that does not is never told", async () => {
  const { url, received } = await openReceiver();
  const { id } = await world.webhook(url);
  const other = await world.webhook(url);
  await perform(updateWebhook, { ...context, input: { id: other.id, events: ["request.opened"] } });
  await world.tell("model", { n: 1 });
  const failing = context.stores.database.transaction(async (tx) => {
    const { emit } = await import("@/lib/verbs/webhooks/shared/outbox");
    await emit({ ...context, tx }, { type: "version.transitioned", aggregate: "model", data: { n: 2 } });
    throw new Error("the act fails");
  });
  await expect(failing).rejects.toThrow();
  await world.tell("model", { n: 3 }, { effectiveAt: new Date("2026-01-01") }); // of the past: no news
  await turn(3);
  expect(bodies(received)).toEqual([1]);
  expect(await world.deliveries(other.id)).toEqual([]);
  const [delivery] = await world.deliveries(id);
  expect(delivery).toMatchObject({
    state: "delivered",
    attempts: 1,
    lease: null,
    log: [{ status: 200, error: null }],
  });
  expect(received[0]?.headers["webhook-id"]).toBe(delivery?.message.id);
  expect(received[0]?.body).toEqual(Buffer.from(delivery?.message.payload ?? []));
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("G8: killed between sending and writing it down: sent again with the same id when the lease ends", async () => {
  const { url, received } = await openReceiver();
  const { id } = await world.webhook(url);
  await world.tell(world.aggregate(), { n: 1 });
  // The worker that dies: it has claimed and sent, and writes nothing down.
  const [claimed] = await claimDeliveries(context.stores.database, "dead worker", []);
  if (!claimed) throw new Error("it was due");
  const { outgoing } = context.stores;
  const keys = [outgoing.seal?.open(claimed.secret, id) ?? new Uint8Array()];
  await outgoing.send({ url, id: claimed.messageId, body: claimed.payload, keys });
  await turn();
  expect(received.length).toBe(1);
  await world.pass(id, 61);
  await turn();
  expect(received.map(({ headers }) => headers["webhook-id"])).toEqual([
    claimed.messageId,
    claimed.messageId,
  ]);
  expect(await world.deliveries(id)).toMatchObject([{ state: "delivered", attempts: 1 }]);
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("stopped while a receiver hangs: given back untried, and sent by the next process", async () => {
  const { url, received } = await openReceiver((_, response, n) => {
    if (n > 0) response.end();
  });
  const { id } = await world.webhook(url);
  await world.tell(world.aggregate(), { n: 1 });
  const job = deliverer();
  await job.turn();
  await expect.poll(() => received.length).toBe(1);
  await job.stop(10);
  await job.turn();
  expect(await world.deliveries(id)).toMatchObject([{ state: "pending", attempts: 0, lease: null, log: [] }]);
  await turn();
  expect(await world.deliveries(id)).toMatchObject([{ state: "delivered" }]);
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("stopped while it claims: nothing is begun, and all is given back", async () => {
  const { url, received } = await openReceiver();
  const { id } = await world.webhook(url);
  await world.tell(world.aggregate(), { n: 1 });
  const job = deliverer();
  const claiming = job.turn();
  await Promise.all([job.stop(), claiming]);
  await job.idle();
  expect(received.length).toBe(0);
  expect(await world.deliveries(id)).toMatchObject([{ state: "pending", attempts: 0, lease: null, log: [] }]);
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("G6: a receiver that hangs holds up nobody else", async () => {
  const hangs = await openReceiver(() => undefined);
  const well = await openReceiver();
  const [slow, quick] = [await world.webhook(hangs.url), await world.webhook(well.url)];
  for (let n = 0; n < 12; n++) await world.tell(world.aggregate(), { n });
  const job = deliverer();
  await job.turn();
  await expect
    .poll(async () => {
      await job.turn();
      return well.received.length;
    })
    .toBe(12);
  expect(hangs.received.length).toBeLessThanOrEqual(8);
  await job.idle();
  expect((await world.deliveries(slow.id)).some(({ state }) => state === "failed")).toBe(true);
  for (const { id } of [slow, quick])
    await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("G6: 500s follow the schedule to the end, are given up, and can be replayed one by one and by range", async () => {
  let well = false;
  const { url, received } = await openReceiver((_, response) => {
    response.writeHead(well ? 200 : 500).end();
  });
  const { id } = await world.webhook(url);
  const model = world.aggregate();
  for (const n of [1, 2]) await world.tell(model, { n });
  const waits: number[] = [];
  for (let n = 0; n < 10; n++) {
    await turn();
    const [first] = await world.deliveries(id);
    const last = first?.log.at(-1);
    if (first?.state === "failed" && last) waits.push((first.nextAt.getTime() - last.at.getTime()) / 1000);
    await world.pass(id, n < 8 ? ([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000][n] ?? 0) : 86_400);
    // Failing for 75 hours is not yet five days.
    await context.stores.database.prisma.webhook.update({
      where: { id },
      data: { failingSince: new Date() },
    });
  }
  expect(waits.map(Math.round)).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  const [first] = await world.deliveries(id);
  expect(first).toMatchObject({ state: "dead", attempts: 10 });
  expect(first?.log.length).toBe(10);

  well = true;
  const before = received.length;
  await perform(replayDelivery, { ...context, input: { id: first?.id } });
  await turn(3);
  expect(bodies(received.slice(before))).toEqual([1, 2]);
  expect(
    new Set(received.filter(({ body }) => body.includes('"n":1')).map((one) => one.headers["webhook-id"]))
      .size,
  ).toBe(1);
  const range = { id, from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
  expect(await perform(replayDeliveries, { ...context, input: range })).toEqual({ replayed: 0 });
  expect(await perform(replayDeliveries, { ...context, input: { ...range, delivered: true } })).toEqual({
    replayed: 2,
  });
  await turn(3);
  expect(bodies(received.slice(before))).toEqual([1, 2, 1, 2]);
  expect((await world.stored(id)).failingSince).toBeNull();
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("G6: 410 switches the webhook off, gives up what waits and tells the admins", async () => {
  const { prisma } = context.stores.database;
  const admin = { id: "an-admin", email: "admin@example.org", name: "Admin", admin: true };
  await prisma.user.create({ data: admin });
  const { url } = await openReceiver(answer(410));
  const { id } = await world.webhook(url);
  const model = world.aggregate();
  for (const n of [1, 2]) await world.tell(model, { n });
  await turn(2);
  expect((await world.deliveries(id)).map(({ state, log }) => [state, log.length])).toEqual([
    ["dead", 1],
    ["dead", 0],
  ]);
  expect(await world.stored(id)).toMatchObject({ disabledReason: expect.stringContaining("410") });
  expect(await prisma.mail.findMany({ where: { userId: admin.id } })).toMatchObject([
    { path: "/settings/webhooks" },
  ]);
  await world.tell(model, { n: 3 });
  expect((await world.deliveries(id)).length).toBe(2);
  const one = (await world.deliveries(id))[0]?.id;
  await expect(perform(replayDelivery, { ...context, input: { id: one } })).rejects.toThrow(/switched off/);
});

test("G6: 429 with a huge Retry-After waits a day at most, and nothing else goes there for a while", async () => {
  const { url, received } = await openReceiver(answer(429, { "retry-after": "99999999" }));
  const { id } = await world.webhook(url);
  await world.tell(world.aggregate(), { n: 1 });
  await turn();
  const [first] = await world.deliveries(id);
  const wait = (first?.nextAt.getTime() ?? 0) - Date.now();
  expect(wait / 1000).toBeGreaterThan(86_300);
  expect(wait / 1000).toBeLessThanOrEqual(86_400);
  await world.tell(world.aggregate(), { n: 2 });
  await turn(2);
  expect(received.length).toBe(1);
  await world.pass(id, 900);
  await turn();
  expect(bodies(received)).toEqual([1, 2]);
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("only failures for five days: switched off; one success in between begins the count anew", async () => {
  let status = 500;
  const { url } = await openReceiver((_, response) => {
    response.writeHead(status).end();
  });
  const { id } = await world.webhook(url);
  const fail = async (days: number) => {
    await world.tell(world.aggregate());
    await turn();
    await world.pass(id, days * 86_400);
  };
  await fail(4);
  status = 204;
  await fail(4);
  expect(await world.stored(id)).toMatchObject({ failingSince: null, disabledAt: null });
  status = 500;
  await fail(5.1);
  expect(await world.stored(id)).toMatchObject({ disabledAt: null });
  await fail(0);
  expect(await world.stored(id)).toMatchObject({
    disabledReason: "Every attempt of the last 5 days failed.",
  });
  await perform(updateWebhook, { ...context, input: { id, enabled: true } });
  expect(await world.stored(id)).toMatchObject({
    disabledAt: null,
    disabledReason: null,
    failingSince: null,
  });
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("the test button: one attempt, not held up by what waits, five a minute", async () => {
  const { url, received } = await openReceiver(answer(500));
  const { id } = await world.webhook(url);
  for (let n = 0; n < 5; n++) await perform(testWebhook, { ...context, input: { id } });
  const more = perform(testWebhook, { ...context, input: { id } });
  await expect(more).rejects.toMatchObject({ code: "too-many-attempts", retryAfterSeconds: 60 });
  await turn(2);
  expect(received.map(({ body }) => JSON.parse(body.toString()).type)).toEqual(Array(5).fill("webhook.test"));
  expect((await world.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual(
    Array(5).fill(["dead", 1]),
  );
  expect((await world.stored(id)).failingSince).toBeNull();
});
