import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Database, sql } from "@/lib/stores/database/database";
import { testStores } from "@/lib/stores/testing/stores";
import { type Heard, openNotices } from "./listen";

let database: Database;
let opened: pg.Client[] = [];
let broken = 0;
const open: ReturnType<typeof openNotices>[] = [];

beforeAll(async () => {
  database = (await testStores()).stores.database;
  afterAll(() => Promise.all(open.map((notices) => notices.close())));
});
beforeEach(() => {
  opened = [];
  broken = 0;
});

const kill = async (client: pg.Client) => {
  const pid = Reflect.get(client, "processID");
  await database.query(sql`SELECT pg_terminate_backend(${pid}::int, 5000)`);
};

/** Notices over connections that the test sees, the first `broken` of which die before they listen. */
function notices(options: { everyMs?: number } = {}) {
  const made = openNotices(
    {
      async connect() {
        const client = await database.connect();
        opened.push(client);
        if (opened.length <= broken) await kill(client);
        return client;
      },
    },
    options,
  );
  open.push(made);
  return made;
}
const happen = (subject: string) =>
  database.prisma.event.create({ data: { projectId: "default", kind: "run", subject } });
const words = (heard: Heard[]) =>
  heard.map((one) => (one === "missed" ? one : "lost" in one ? one.lost : one.subject));

it("hears whatever happens once it has subscribed", async () => {
  const heard: Heard[] = [];
  await notices().subscribe((one) => heard.push(one));
  await happen("at once");
  await expect.poll(() => words(heard)).toEqual(["at once"]);
});

it("is told that it may have missed something when the connection was away", async () => {
  const heard: Heard[] = [];
  await notices().subscribe((one) => heard.push(one));
  for (const client of opened) await kill(client);
  await happen("unheard");
  await expect.poll(() => words(heard), { timeout: 5_000 }).toEqual(["missed"]);
  await happen("heard");
  await expect.poll(() => words(heard)).toEqual(["missed", "heard"]);
});

it("opens one connection for one that dies as it begins to listen", async () => {
  broken = 1;
  const heard: Heard[] = [];
  await notices().subscribe((one) => heard.push(one));
  await expect.poll(() => words(heard), { timeout: 5_000 }).toContain("missed");
  expect(opened.length).toBe(2);
  await happen("once");
  await expect.poll(() => words(heard)).toEqual(["missed", "once"]);
});

it("notices that a connection has fallen silent, and opens another", async () => {
  const heard: Heard[] = [];
  await notices({ everyMs: 20 }).subscribe((one) => heard.push(one));
  // As where a network drops it without a word: the socket stands, and nothing comes through.
  const { stream } = Reflect.get(opened[0] ?? {}, "connection");
  stream.pause();
  await happen("unheard");
  await expect.poll(() => words(heard), { timeout: 12_000 }).toEqual(["missed"]);
  await happen("heard");
  await expect.poll(() => words(heard)).toEqual(["missed", "heard"]);
}, 20_000);
