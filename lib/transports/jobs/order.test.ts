import { beforeAll, expect, test } from "vitest";
import { openReceiver } from "@/lib/stores/testing/receiver";
import { testStores } from "@/lib/stores/testing/stores";
import { type Context, perform } from "@/lib/verbs/kernel";
import { updateWebhook } from "@/lib/verbs/webhooks/update-webhook";
import { startDeliverer } from "./deliver";
import { teller } from "./testing/tell";

const project = { id: "default", slug: "default", name: "Default" };
let context: Context;
let world: ReturnType<typeof teller>;
beforeAll(async () => {
  const { stores } = await testStores();
  const actor = { kind: "system", name: "test", project } as const;
  context = { actor, project, stores, requestId: "test", ip: null, userAgent: null };
  world = teller(context);
});

const deliverer = () => startDeliverer(context.stores, () => 0.5);
/** Turns of the job, each waited for. */
async function turn(times = 1): Promise<void> {
  const job = deliverer();
  for (let n = 0; n < times; n++) {
    await job.turn();
    await job.idle();
  }
}
const bodies = (received: readonly { body: Buffer }[]) =>
  received.map(({ body }) => JSON.parse(body.toString("utf8")).data.n);

test("order: of one model the next waits until the one before is settled, and other models do not", async () => {
  const { url, received } = await openReceiver((_, response, n) => {
    response.writeHead(n === 0 ? 500 : 200).end();
  });
  const { id } = await world.webhook(url);
  const [a, b] = [world.aggregate(), world.aggregate()];
  await world.tell(a, { n: "a1" });
  await turn();
  for (const n of ["a2", "a3"]) await world.tell(a, { n });
  await world.tell(b, { n: "b1" });
  await turn(4);
  expect(bodies(received)).toEqual(["a1", "b1"]);
  await world.pass(id, 5);
  await turn(4);
  expect(bodies(received)).toEqual(["a1", "b1", "a1", "a2", "a3"]);
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});

test("two workers at once never send the same thing, nor break the order", async () => {
  const { url, received } = await openReceiver((_, response) => {
    setImmediate(() => response.end());
  });
  const { id } = await world.webhook(url);
  const models = ["x", "y", "z"].map(world.aggregate);
  for (let n = 0; n < 8; n++) for (const model of models) await world.tell(model, { n: `${model} ${n}` });
  const workers = [deliverer(), deliverer(), deliverer()];
  await expect
    .poll(
      async () => {
        await Promise.all(workers.map((worker) => worker.turn()));
        await Promise.all(workers.map((worker) => worker.idle()));
        return received.length;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(24);
  await turn(2);
  const told = bodies(received);
  expect(told.length).toBe(24);
  for (const model of models)
    expect(told.filter((one) => one.startsWith(model))).toEqual(
      Array.from({ length: 8 }, (_, n) => `${model} ${n}`),
    );
  await perform(updateWebhook, { ...context, input: { id, enabled: false } });
});
