import { afterAll, beforeAll, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { openHouse, request } from "@/lib/transports/session/testing/house";
import { endStreams, serveEvents } from "./events";

let house: Awaited<ReturnType<typeof openHouse>>;
let authorization = "";
beforeAll(async () => {
  house = await openHouse();
  const { id } = await house.addPerson("reader", "viewer");
  const { token } = await house.addToken(id, { role: "viewer", admin: false });
  authorization = `Bearer ${token}`;
  afterAll(async () => {
    endStreams();
    await perProcess.notices?.close();
  });
});

const happen = (subject: string) =>
  house.stores.database.prisma.event.create({ data: { projectId: "default", kind: "run", subject } });

/** The next `count` events of a stream, as the texts of their data. */
async function read(response: Response, count: number): Promise<string[]> {
  const found: string[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (const [, kind, subject] of text.matchAll(/data: \{"kind":"(\w+)","subject":"([^"]*)"\}/g))
      found.push(`${kind} ${subject}`.trim());
    if (found.length >= count) break;
    found.length = 0;
  }
  return found;
}

it("tells what happens from the moment that the stream stands, and where one broke, what came between", async () => {
  const first = await serveEvents(request("/api/events", { headers: { authorization } }));
  const { id } = await happen("first");
  expect(await read(first, 2)).toEqual(["hello", "run first"]);
  await happen("between");
  const headers = { authorization, "last-event-id": String(id) };
  const again = await serveEvents(request("/api/events", { headers }));
  await happen("after");
  expect(await read(again, 3)).toEqual(["hello", "run between", "run after"]);
});

it("tells one that broke off what has a smaller id and was committed later", async () => {
  const slow = await house.stores.database.connect();
  await slow.query("BEGIN; INSERT INTO event (project_id, kind, subject) VALUES ('default', 'run', 'slow')");
  const { id } = await happen("quick");
  await slow.query("COMMIT");
  await slow.end();
  const headers = { authorization, "last-event-id": String(id) };
  const again = await serveEvents(request("/api/events", { headers }));
  await happen("after");
  const heard = await read(again, 6);
  expect(heard.slice(-2)).toEqual(["run slow", "run after"]);
});

it("leaves no listener behind where it refuses", async () => {
  expect((await serveEvents(request("/api/events"))).status).toBe(401);
  const wrong = { authorization, "last-event-id": "x" };
  expect((await serveEvents(request("/api/events", { headers: wrong }))).status).toBe(400);
});
