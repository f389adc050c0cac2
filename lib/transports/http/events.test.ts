import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { asPage, goodPassword, openHouse, request, signInAs } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { acceptLink } from "@/lib/verbs/people/accept-link";
import { endSessions } from "@/lib/verbs/people/end-sessions";
import { issueLink } from "@/lib/verbs/people/issue-link";
import { revokeToken } from "@/lib/verbs/people/revoke-token";
import { updateUser } from "@/lib/verbs/people/update-user";
import { endStreams, serveEvents } from "./events";
import { mostStreams } from "./stream-places";

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

describe("a stream ends within a second of its reader's", () => {
  type Reader = { userId: string; tokenId: string };
  const act = (verb: Parameters<typeof perform>[0], input: object) =>
    perform(verb, { ...house.system, input });
  const losses: [string, (reader: Reader) => Promise<unknown>, tokenDies: boolean][] = [
    ["being disabled", ({ userId: id }) => act(updateUser, { id, disabled: true }), true],
    ["role being lowered", ({ userId: id }) => act(updateUser, { id, role: "viewer" }), true],
    ["role being raised", ({ userId: id }) => act(updateUser, { id, role: "engineer" }), false],
    [
      "password being reset",
      async ({ userId: id }) => {
        const { path } = await perform(issueLink, { ...house.system, input: { id } });
        const input = { token: path.split("token=")[1], password: `${goodPassword} anew` };
        await perform(acceptLink, { ...house.system, actor: { kind: "nobody" }, input });
      },
      true,
    ],
  ];
  /** Somebody with a session and a token, and a stream open by each. */
  async function open(name: string) {
    const { id: userId } = await house.addPerson(name, "scientist");
    const { token, id: tokenId } = await house.addToken(userId, { role: "scientist", admin: false });
    const { session } = await signInAs(`${name}@example.org`);
    const headers = { authorization: `Bearer ${token}` };
    const byToken = await serveEvents(request("/api/events", { headers }));
    const bySession = await serveEvents(asPage("/api/events", "GET", session));
    expect([byToken.status, bySession.status]).toEqual([200, 200]);
    const again = async () => [
      await endedStatus(await serveEvents(request("/api/events", { headers }))),
      await endedStatus(await serveEvents(asPage("/api/events", "GET", session))),
    ];
    return { reader: { userId, tokenId }, byToken, bySession, again };
  }
  const endedStatus = async (response: Response) => {
    await response.body?.cancel();
    return response.status;
  };
  /** How long a stream takes to end, in ms. */
  async function untilEnd(response: Response): Promise<number> {
    const began = performance.now();
    for await (const _ of response.body ?? []);
    return performance.now() - began;
  }

  it.each(losses)("%s, and nothing is revived by what comes later", async (what, lose, tokenDies) => {
    const { reader, byToken, bySession, again } = await open(what.replaceAll(" ", "-"));
    await lose(reader);
    const took = await Promise.all([untilEnd(byToken), untilEnd(bySession)]);
    expect(Math.max(...took)).toBeLessThan(1000);
    const back = tokenDies ? { role: "scientist" } : {};
    await act(updateUser, { id: reader.userId, disabled: false, ...back });
    expect(await again()).toEqual([tokenDies ? 401 : 200, 401]);
  });

  it("token being revoked, or session being ended, each its own", async () => {
    const { reader, byToken, bySession, again } = await open("two-ways-in");
    await act(revokeToken, { id: reader.tokenId });
    expect(await untilEnd(byToken)).toBeLessThan(1000);
    await act(endSessions, { user: reader.userId });
    expect(await untilEnd(bySession)).toBeLessThan(1000);
    expect(await again()).toEqual([401, 401]);
  });
});

it("an old link does not work for who was shut out and let in again", async () => {
  const { id } = await house.addPerson("linked", "viewer");
  const system = house.system;
  const { path } = await perform(issueLink, { ...system, input: { id } });
  for (const disabled of [true, false]) await perform(updateUser, { ...system, input: { id, disabled } });
  const input = { token: path.split("token=")[1], password: `${goodPassword} anew` };
  await expect(perform(acceptLink, { ...system, actor: { kind: "nobody" }, input })).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("a reader has so many streams and no more, until one ends", async () => {
  endStreams();
  const ask = () => serveEvents(request("/api/events", { headers: { authorization } }));
  const open = await Promise.all(Array.from({ length: mostStreams }, ask));
  expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await ask()).status).toBe(429);
  await open[0]?.body?.cancel();
  expect((await ask()).status).toBe(200);
  endStreams();
  expect(perProcess.readers.size).toBe(0);
});
