import { createHmac } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { nodeSnippet } from "@/components/webhooks/snippets";
import { openReceiver, type Receiver } from "@/lib/stores/testing/receiver";
import { testStores } from "@/lib/stores/testing/stores";
import { type Context, perform } from "@/lib/verbs/kernel";
import { rotateWebhookSecret } from "@/lib/verbs/webhooks/rotate-webhook-secret";
import { startDeliverer } from "./deliver";
import { teller } from "./testing/tell";

/** G7, by the very words that our page gives to receivers. */
const snippet = z.object({
  verify: z.function({ input: [z.string(), z.unknown(), z.unknown()], output: z.boolean() }),
});
const loadVerify = async () => {
  const url = `data:text/javascript,${encodeURIComponent(nodeSnippet)}`;
  return snippet.parse(await import(url)).verify;
};

const project = { id: "default", slug: "default", name: "Default" };
let context: Context;
let receiver: Receiver;
let world: ReturnType<typeof teller>;
let verify: Awaited<ReturnType<typeof loadVerify>>;
beforeAll(async () => {
  const { stores } = await testStores();
  const actor = { kind: "system", name: "test", project } as const;
  context = { actor, project, stores, requestId: "test", ip: null, userAgent: null };
  world = teller(context);
  receiver = await openReceiver();
  verify = await loadVerify();
});

async function next() {
  await world.tell(world.aggregate(), { model: "flights", umlaut: "ü€𝄞" });
  const job = startDeliverer(context.stores);
  await job.turn();
  await job.idle();
  const got = receiver.received.at(-1);
  if (!got) throw new Error("it arrived");
  return got;
}

test("a receiver tells what is ours from what is not, and from what is old", async () => {
  const { id, secret } = await world.webhook(receiver.url);
  const { headers, body } = await next();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(headers["webhook-id"]).toMatch(/^msg_[a-f0-9]{32}$/);
  expect(headers["webhook-timestamp"]).toMatch(/^\d{10}$/);
  expect(headers["webhook-signature"]).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  expect(verify(secret, headers, body)).toBe(true);

  expect(verify(secret, headers, Buffer.concat([body, Buffer.from(" ")]))).toBe(false);
  expect(verify(secret, { ...headers, "webhook-id": "msg_other" }, body)).toBe(false);
  const later = String(Number(headers["webhook-timestamp"]) + 1);
  expect(verify(secret, { ...headers, "webhook-timestamp": later }, body)).toBe(false);
  const other = `whsec_${Buffer.alloc(32).toString("base64")}`;
  expect(verify(other, headers, body)).toBe(false);

  // Truly signed by us, but six minutes ago: somebody sends it again.
  const old = String(Number(headers["webhook-timestamp"]) - 360);
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key)
    .update(`${headers["webhook-id"]}.${old}.`)
    .update(body)
    .digest("base64");
  const replayed = { ...headers, "webhook-timestamp": old, "webhook-signature": `v1,${signature}` };
  expect(verify(secret, replayed, body)).toBe(false);

  const rotated = await perform(rotateWebhookSecret, { ...context, input: { id } });
  const during = await next();
  expect(String(during.headers["webhook-signature"]).split(" ").length).toBe(2);
  expect([secret, rotated.secret].map((one) => verify(one, during.headers, during.body))).toEqual([
    true,
    true,
  ]);
  await world.pass(id, 24 * 3_600 + 1);
  const after = await next();
  expect([secret, rotated.secret].map((one) => verify(one, after.headers, after.body))).toEqual([
    false,
    true,
  ]);
});

test("under another SLIPWAY_KEY nothing is sent, and the log says why", async () => {
  const { id } = await world.webhook(receiver.url);
  const before = receiver.received.length;
  const data = { secret: new Uint8Array(61).fill(1) };
  await context.stores.database.prisma.webhook.updateMany({ data });
  const job = startDeliverer(context.stores);
  await world.tell(world.aggregate());
  await job.turn();
  await job.idle();
  expect(receiver.received.length).toBe(before);
  expect(await world.deliveries(id)).toMatchObject([
    { state: "failed", log: [{ status: null, error: "no-key" }] },
  ]);
});
