import { beforeAll, expect, test } from "vitest";
import { refusalOf } from "@/lib/core/webhooks/how-to-allow";
import { openOutgoing } from "@/lib/stores/outgoing/outgoing";
import { type Context, perform } from "@/lib/verbs/kernel";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { createWebhook } from "./create-webhook";
import { deleteWebhook } from "./delete-webhook";
import { listDeliveries } from "./list-deliveries";
import { listWebhooks } from "./list-webhooks";
import { replayDelivery } from "./replay-delivery";
import { rotateWebhookSecret } from "./rotate-webhook-secret";
import { sweepOutbox } from "./shared/sweep";
import { testWebhook } from "./test-webhook";
import { updateWebhook } from "./update-webhook";

let world: World;
let admin: Context;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.contextOf("admin");
});
const url = "http://127.0.0.1:4000/hook?key=hidden";
const make = (given: Record<string, unknown> = {}) =>
  perform(createWebhook, { ...admin, input: { url, events: ["request.opened"], ...given } });

test("the secret is shown when it is made and rotated, and never again; the trail knows neither it nor the path", async () => {
  const made = await make({ description: "CI" });
  const rotated = await perform(rotateWebhookSecret, { ...admin, input: { id: made.id } });
  expect(rotated.secret).not.toBe(made.secret);
  await perform(updateWebhook, { ...admin, input: { id: made.id, description: "Builds", enabled: false } });
  await perform(updateWebhook, { ...admin, input: { id: made.id, enabled: true } });
  const listed = await perform(listWebhooks, { ...admin, input: {} });
  expect(listed.items[0]).toMatchObject({
    id: made.id,
    url,
    description: "Builds",
    enabled: true,
    createdBy: "admin",
  });
  expect(JSON.stringify(listed)).not.toContain("whsec_");
  await perform(deleteWebhook, { ...admin, input: { id: made.id } });

  const trail = await admin.stores.database.prisma.auditEvent.findMany({ orderBy: { seq: "asc" } });
  const ours = trail.filter(({ body }) => body.includes(made.id));
  expect(ours.map(({ action }) => action)).toEqual([
    "create-webhook",
    "rotate-webhook-secret",
    "update-webhook",
    "update-webhook",
    "delete-webhook",
  ]);
  for (const { body } of ours) expect(body).not.toMatch(/whsec_|hidden/);
  const stored = JSON.stringify(trail.map(({ body }) => body));
  for (const { secret } of [made, rotated]) expect(stored).not.toContain(secret.slice(6));
});

test("where nothing may be sent is refused when it is saved, with how it could be allowed", async () => {
  const { id } = await make();
  for (const wrong of [
    "http://10.0.0.1/",
    "https://169.254.169.254/",
    "ftp://example.org",
    "nonsense",
    "https://a:b@example.org/",
  ]) {
    await expect(make({ url: wrong })).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/url", message: refusalOf(wrong) }],
    });
    await expect(perform(updateWebhook, { ...admin, input: { id, url: wrong } })).rejects.toMatchObject({
      message: refusalOf(wrong),
    });
  }
});

test("what is no event, or none, or too much, is said", async () => {
  for (const events of [[], ["everything"], ["webhook.test"]])
    await expect(make({ events })).rejects.toMatchObject({ code: "invalid" });
  await expect(make({ description: "x".repeat(201) })).rejects.toMatchObject({ code: "invalid" });
  const { items } = await perform(listWebhooks, { ...admin, input: {} });
  for (let n = items.length; n < 20; n++) await make();
  await expect(make()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("at most 20"),
  });
});

test("without SLIPWAY_KEY webhooks are refused, in a sentence that says what to do", async () => {
  const settings = { allowed: [], ownPorts: [], publicUrl: "http://127.0.0.1:3000" };
  const stores = { ...admin.stores, outgoing: openOutgoing(settings) };
  const input = { url, events: ["request.opened"] };
  await expect(perform(createWebhook, { ...admin, stores, input })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("SLIPWAY_KEY"),
  });
});

test("one project's webhooks are not another's", async () => {
  const project = { id: "other", slug: "other", name: "Other" };
  const { prisma } = admin.stores.database;
  await prisma.project.create({ data: project });
  const delivery = await world.delivery();
  const { webhookId: id } = await prisma.webhookDelivery.findUniqueOrThrow({ where: { id: delivery } });
  const other = { ...admin, project };
  expect((await perform(listWebhooks, { ...other, input: {} })).total).toBe(0);
  for (const refused of [
    () => perform(updateWebhook, { ...other, input: { id, enabled: false } }),
    () => perform(deleteWebhook, { ...other, input: { id } }),
    () => perform(testWebhook, { ...other, input: { id } }),
    () => perform(listDeliveries, { ...other, input: { id } }),
    () => perform(rotateWebhookSecret, { ...other, input: { id } }),
    () => perform(replayDelivery, { ...other, input: { id: delivery } }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "not-found" });
});

test("what is old is forgotten, what waits never", async () => {
  const { prisma } = admin.stores.database;
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const kept: string[] = [];
  for (const [state, days, stays] of [
    ["delivered", 31, false],
    ["delivered", 29, true],
    ["dead", 91, false],
    ["dead", 89, true],
    ["failed", 400, true],
  ] as const) {
    const id = await world.delivery();
    const finishedAt = state === "failed" ? null : ago(days);
    const { outboxSeq } = await prisma.webhookDelivery.update({ where: { id }, data: { state, finishedAt } });
    await prisma.outbox.update({ where: { seq: outboxSeq }, data: { createdAt: ago(400) } });
    if (stays) kept.push(id);
  }
  await prisma.webhookDelivery.deleteMany({ where: { webhook: { url: { contains: "4000" } } } });
  await sweepOutbox(admin.stores.database);
  const left = await prisma.webhookDelivery.findMany({
    where: { outboxSeq: { gt: 1 } },
    select: { id: true },
  });
  expect(left.map(({ id }) => id)).toEqual(expect.arrayContaining(kept));
  expect(await prisma.outbox.count({ where: { createdAt: { lt: ago(300) } } })).toBe(kept.length);
});
