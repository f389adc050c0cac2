import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { announceLogged } from "@/lib/stores/live/logged";
import { addressOf } from "@/lib/stores/testing/receiver";
import { serveEvents } from "@/lib/transports/http/events";
import { ready } from "@/lib/transports/http/health";
import { openHouse, request } from "@/lib/transports/session/testing/house";
import { countUsage } from "@/lib/verbs/usage";
import { drain } from "./drain";
import { startJobs } from "./jobs";

let house: Awaited<ReturnType<typeof openHouse>>;
let authorization = "";
beforeAll(async () => {
  house = await openHouse();
  const { id } = await house.addPerson("reader", "viewer");
  authorization = `Bearer ${(await house.addToken(id, { role: "viewer", admin: false })).token}`;
  afterAll(() => perProcess.notices?.close());
});

it("ends in order: unready, streams, answers under way, what was only counted, the pump", async () => {
  startJobs();
  const asked: [IncomingMessage, ServerResponse][] = [];
  const server = createServer((...one) => asked.push(one));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  perProcess.servers = new Set([server]);
  const address = `http://127.0.0.1:${addressOf(server.address()).port}`;
  const answer = fetch(address, { headers: { connection: "keep-alive" } });
  await expect.poll(() => asked.length).toBe(1);
  const stream = await serveEvents(request("/api/events", { headers: { authorization } }));
  expect((await ready()).status).toBe(200);

  let ended = false;
  const draining = drain().then(() => {
    ended = true;
  });
  const unready = await ready();
  expect([unready.status, await unready.json()]).toMatchObject([
    503,
    { ready: false, reasons: ["draining"] },
  ]);
  // The stream ends by itself; one that comes now is ended at once.
  expect(await stream.text()).toContain("hello");
  const late = await serveEvents(request("/api/events", { headers: { authorization } }));
  expect(late.status).toBe(200);
  await late.text();
  await expect(fetch(address)).rejects.toThrow();
  await perProcess.jobs?.rest();
  expect(ended).toBe(false);
  // What the last answer does is written, too.
  countUsage({ ...house.system }, "log-batch", "done");
  announceLogged("default", "the last run");
  asked[0]?.[1].end("answered");
  expect(await (await answer).text()).toBe("answered");
  await draining;
  const { database } = house.stores;
  expect(await database.prisma.usage.findMany()).toMatchObject([{ verb: "log-batch", calls: 1n }]);
  expect(await database.prisma.event.findMany()).toMatchObject([{ subject: "the last run" }]);
  expect(await database.prisma.lease.count()).toBe(0);
  // The pump led by a lock of its session.
  const locks = sql`SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(() => database.query(locks)).toEqual([]);
});
