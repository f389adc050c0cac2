import { beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { openOutgoing } from "@/lib/stores/outgoing/outgoing";
import { openMailServer } from "@/lib/stores/testing/mail-server";
import { openReceiver } from "@/lib/stores/testing/receiver";
import { testStores } from "@/lib/stores/testing/stores";
import type { Context } from "@/lib/verbs/kernel";
import { startDeliverer } from "./deliver";
import { sendMail } from "./send-mail";
import { teller } from "./testing/tell";

const project = { id: "default", slug: "default", name: "Default" };
const publicUrl = "https://slipway.example.org";
let context: Context;
let world: ReturnType<typeof teller>;
beforeAll(async () => {
  const { stores } = await testStores();
  const actor = { kind: "system", name: "test", project } as const;
  context = { actor, project, stores, requestId: "test", ip: null, userAgent: null };
  world = teller(context);
  for (const [id, disabledAt] of [
    ["ada", null],
    ["gone", new Date()],
  ] as const)
    await stores.database.prisma.user.create({
      data: { id, email: `${id}@example.org`, name: id, disabledAt },
    });
});

const withMail = (smtpUrl?: string, timeoutMs = 400) => ({
  ...context.stores,
  outgoing: openOutgoing({
    key: "k".repeat(32),
    allowed: [{ family: 4, bits: 0x7f000000n, prefix: 8 }],
    ownPorts: [],
    publicUrl,
    mailFrom: "Slipway <slipway@example.org>",
    timeoutMs,
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
  }),
});
const letter = (to: string[], subject = "flights v3: asked for Production") => ({
  to,
  subject,
  text: "Please look.",
  path: "/requests/1",
});
const tell = (to: string[], subject?: string) =>
  world.tell(world.aggregate(), {}, { mail: letter(to, subject) });
const mails = () => context.stores.database.prisma.mail.findMany({ orderBy: { createdAt: "asc" } });
const clear = () => context.stores.database.prisma.mail.deleteMany();

test("a letter each, with a link to our page; who is not here any more gets none", async () => {
  const server = await openMailServer();
  await tell(["ada", "ada", "gone", "nobody"]);
  await sendMail(withMail(server.url));
  expect(server.letters.length).toBe(1);
  for (const part of [
    "From: Slipway <slipway@example.org>",
    "To: ada@example.org",
    "Subject: flights v3",
    `${publicUrl}/requests/1`,
  ])
    expect(server.letters[0]).toContain(part);
  expect((await mails()).map(({ userId, state }) => `${userId} ${state}`).toSorted()).toEqual([
    "ada sent",
    "gone dropped",
    "nobody dropped",
  ]);
  await clear();
});

test("a subject cannot add a header", async () => {
  const server = await openMailServer();
  await tell(["ada"], "a\r\nBcc: eve@example.org\r\n\r\nbody");
  await sendMail(withMail(server.url));
  expect(server.letters[0]).not.toMatch(/^Bcc:/im);
  await clear();
});

test("without a mail server letters are dropped", async () => {
  await tell(["ada"]);
  await sendMail(withMail());
  expect(await mails()).toMatchObject([{ state: "dropped", attempts: 0 }]);
  await clear();
});

test("a mail server that is busy, or that nobody answers at, is asked again later, and not for ever", async () => {
  const { database } = context.stores;
  const busy = await openMailServer("busy");
  await tell(["ada"]);
  await sendMail(withMail(busy.url), () => 0.5);
  const [first] = await mails();
  expect(first).toMatchObject({
    state: "pending",
    attempts: 1,
    lease: null,
    error: expect.stringContaining("451"),
  });
  expect(((first?.nextAt.getTime() ?? 0) - Date.now()) / 1000).toBeCloseTo(30, -1);
  for (let n = 0; n < 5; n++) {
    await database.query(sql`UPDATE mail SET next_at = now()`);
    await sendMail(withMail("smtp://127.0.0.1:9"));
  }
  expect(await mails()).toMatchObject([{ state: "dead", attempts: 6 }]);
  await clear();
});

test("a mail server that hangs holds up neither an act nor a webhook", async () => {
  const hangs = await openMailServer("hangs");
  const { url, received } = await openReceiver();
  await world.webhook(url);
  await tell(["ada"]);
  let over = false;
  const sending = sendMail(withMail(hangs.url, 2_000)).finally(() => {
    over = true;
  });
  await expect.poll(hangs.connections).toBe(1);
  await tell(["ada"]);
  const job = startDeliverer(context.stores);
  await job.turn();
  await job.idle();
  expect(received.length).toBeGreaterThan(0);
  expect(over).toBe(false);
  await sending;
  expect(await mails()).toMatchObject([
    { state: "pending", attempts: 1, error: expect.stringMatching(/Timeout|Greeting/) },
    { state: "pending", attempts: 0 },
  ]);
});
