import { expect, test } from "vitest";
import { parseNetwork } from "@/lib/core/webhooks/addresses";
import { makeCertificate } from "../testing/certificate";
import { openReceiver } from "../testing/receiver";
import { type OutgoingSettings, openOutgoing } from "./outgoing";

const loopback = parseNetwork("127.0.0.0/8");
const timeoutMs = 600;
const opened = (settings: Partial<OutgoingSettings> = {}) =>
  openOutgoing({
    key: "k".repeat(32),
    allowed: loopback ? [loopback] : [],
    ownPorts: [],
    publicUrl: "http://127.0.0.1:3000",
    timeoutMs,
    ...settings,
  });
const message = (url: string) => ({
  url,
  id: "msg_1",
  body: Buffer.from("{}"),
  keys: [Buffer.from("secret")],
});
const named = (url: string) => url.replace("127.0.0.1", "hooks.example.org");

test("a message arrives as it was given, with its three headers and nothing of ours", async () => {
  const { url, received } = await openReceiver();
  expect(await opened().send(message(url))).toMatchObject({ status: 200, error: null, retryAfter: null });
  const [got] = received;
  expect(got?.body.toString()).toBe("{}");
  expect(Object.keys(got?.headers ?? {}).toSorted()).toEqual(
    "connection content-length content-type host user-agent webhook-id webhook-signature webhook-timestamp".split(
      " ",
    ),
  );
});

test("G3: a name that resolves to where nothing may go is refused at the socket, and nothing arrives", async () => {
  const { url, received } = await openReceiver();
  for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["2606:4700::1", "::1"], ["10.0.0.1"]]) {
    // The port is an unusual one: only with 10.1.0.0/16 allowed does the URL itself pass.
    const allowed = [parseNetwork("10.1.0.0/16") ?? []].flat();
    const { send, guard } = opened({ allowed, resolve: async () => addresses });
    expect(await send(message(named(url)))).toMatchObject({ status: null, error: "not-allowed" });
    expect(await guard.mayBeSaved(named(url))).toBe(false);
  }
  expect(received).toEqual([]);
});

test("G3: public when it was saved, this machine when it is sent to: refused", async () => {
  const answers = [["93.184.216.34"], ["127.0.0.1"]];
  const { guard, send } = opened({ allowed: [], resolve: async () => answers.shift() ?? [] });
  expect(await guard.mayBeSaved("https://hooks.example.org/")).toBe(true);
  expect(await send(message("https://hooks.example.org/"))).toMatchObject({ error: "not-allowed" });
  expect(answers).toEqual([]);
});

test("what was judged is what is used: a name is asked for once, and a new answer later changes nothing", async () => {
  const { url, received } = await openReceiver();
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return asked.length === 1 ? ["127.0.0.1"] : ["10.0.0.1"];
  };
  expect(await opened({ resolve }).send(message(named(url)))).toMatchObject({ status: 200 });
  expect([asked, received.length]).toEqual([["hooks.example.org"], 1]);
});

test("addresses in the URL are judged although no name is asked for, and our own ports stay closed", async () => {
  const { url, port, received } = await openReceiver();
  expect(await opened({ allowed: [] }).send(message(url))).toMatchObject({ error: "not-allowed" });
  const { send, guard } = opened({ ownPorts: [port], resolve: async () => ["127.0.0.1"] });
  expect(await send(message(url))).toMatchObject({ error: "not-allowed" });
  expect(await send(message(named(url)))).toMatchObject({ error: "not-allowed" });
  expect([await guard.mayBeSaved(url), await guard.mayBeSaved(named(url))]).toEqual([false, false]);
  expect(received).toEqual([]);
});

test("a name that is not found, and a port where nothing listens", async () => {
  const { port } = await openReceiver();
  const nobody = opened({ resolve: async () => [] });
  expect(await nobody.send(message(`http://hooks.example.org:${port}/`))).toMatchObject({
    error: "no-such-name",
  });
  expect(await nobody.guard.mayBeSaved("https://hooks.example.org/")).toBe(true);
  expect(await opened().send(message("http://127.0.0.1:9/"))).toMatchObject({ error: "refused" });
});

test.each([301, 302, 303, 307, 308])(
  "G4: a redirect with %i is a failure and is not followed",
  async (status) => {
    const inner = await openReceiver();
    const outer = await openReceiver((_, response) => {
      response.writeHead(status, { location: inner.url }).end();
    });
    expect(await opened().send(message(outer.url))).toMatchObject({ status, error: "redirect" });
    expect([outer.received.length, inner.received.length]).toEqual([1, 0]);
  },
);

test("G4: a redirect to itself is one request", async () => {
  const loop = await openReceiver((_, response) => {
    response.writeHead(302, { location: "/hook" }).end();
  });
  await opened().send(message(loop.url));
  expect(loop.received.length).toBe(1);
});

test("G6: a receiver that hangs, trickles its body, or its head, ends in time", async () => {
  const hangs = await openReceiver(() => undefined);
  const trickles = await openReceiver((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("x"), 50);
    response.on("close", () => clearInterval(timer));
  });
  const halfHead = await openReceiver((request) => request.socket.write("HTTP/1.1 200 OK\r\nx: "));
  for (const { url } of [hangs, trickles, halfHead]) {
    const posted = await opened().send(message(url));
    expect(posted).toMatchObject({ status: null, error: "timeout" });
    expect(posted.durationMs).toBeLessThan(timeoutMs * 2);
  }
});

test("G6: name servers that never answer end in time, too", async () => {
  const { send } = opened({ resolve: () => new Promise(() => undefined) });
  expect(await send(message("https://hooks.example.org/"))).toMatchObject({ error: "timeout" });
});

test("G6: of an endless body 16 KB are read, and its status counts", async () => {
  let written = 0;
  let closed = false;
  const endless = await openReceiver((_, response) => {
    const chunk = Buffer.alloc(8_192, "x");
    const more = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length;
    };
    response.on("drain", more).on("close", () => {
      closed = true;
    });
    more();
  });
  const posted = await opened().send(message(endless.url));
  expect(posted).toMatchObject({ status: 200, error: null });
  expect(posted.response.length).toBe(16_384);
  await expect.poll(() => closed).toBe(true);
  expect(written).toBeLessThan(50_000_000);
});

test("G6: a body said to be 10 GB, a head of a megabyte, and words that are no HTTP", async () => {
  const large = await openReceiver((_, response) => {
    response.writeHead(500, { "content-length": "10737418240" });
    response.write(Buffer.alloc(100_000));
  });
  expect(await opened().send(message(large.url))).toMatchObject({ status: 500, error: "status" });
  const head = await openReceiver((request) => {
    request.socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(1_000_000)}\r\n\r\n`);
  });
  const noise = await openReceiver((request) => request.socket.end("220 smtp ready\r\n"));
  for (const { url } of [head, noise])
    expect(await opened().send(message(url))).toMatchObject({ status: null, error: "broken" });
});

test("G6: a certificate that nobody signed, or of another name, is refused; the right one is not", async () => {
  const right = makeCertificate("hooks.example.org");
  const { url, received } = await openReceiver(undefined, right);
  const resolve = async () => ["127.0.0.1"];
  expect(await opened({ resolve }).send(message(named(url)))).toMatchObject({ error: "tls" });
  const trusting = opened({ resolve, ca: right.cert });
  expect(await trusting.send(message(url.replace("127.0.0.1", "other.example.org")))).toMatchObject({
    error: "tls",
  });
  expect(received).toEqual([]);
  expect(await trusting.send(message(named(url)))).toMatchObject({ status: 200, error: null });
});

test("no proxy of the environment is asked", async () => {
  const proxy = await openReceiver();
  const { url, received } = await openReceiver();
  const { changeEnv } = await import("@/lib/env");
  changeEnv({ HTTP_PROXY: proxy.url, http_proxy: proxy.url, ALL_PROXY: proxy.url });
  await opened().send(message(url));
  expect([proxy.received.length, received.length]).toEqual([0, 1]);
});
