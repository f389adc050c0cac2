import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "@/components/frame/api";
import { ApiError, explain, explainWait, fieldMessage } from "@/components/frame/api-error";
import { isAsking, settle, subscribe } from "@/components/frame/reauthentication-store";

let server: Server;
let base = "";
let fresh = false;
const seen: { method: string; type: string | undefined; body: string }[] = [];

const answers: Record<string, () => [number, Record<string, string>, string]> = {
  "/json": () => [200, {}, '{"items":[1]}'],
  "/nothing": () => [204, {}, ""],
  "/busy": () => [
    503,
    { "retry-after": "1" },
    '{"title":"Busy","status":503,"code":"unavailable","detail":"Try again."}',
  ],
  "/wrong": () => [
    400,
    {},
    '{"title":"Wrong","status":400,"code":"invalid","errors":[{"pointer":"/name","message":"Too long."},7],"requestId":"r1"}',
  ],
  "/proxy": () => [502, { "x-request-id": "r2" }, "<html>Bad gateway</html>"],
  "/careful": () =>
    fresh ? [200, {}, '{"done":true}'] : [403, {}, '{"title":"Old","code":"reauthentication-required"}'],
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString();
      seen.push({ method: request.method ?? "", type: request.headers["content-type"], body });
      const [status, headers, text] = answers[request.url ?? ""]?.() ?? [404, {}, "{}"];
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  base = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const failure = async (path: string): Promise<ApiError> => {
  const error: unknown = await api(`${base}${path}`).catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError");
  return error;
};

describe("asking our own API", () => {
  it("gives the JSON, and null for an empty answer", async () => {
    expect(await api(`${base}/json`)).toEqual({ items: [1] });
    expect(await api(`${base}/nothing`, { method: "DELETE" })).toBeNull();
  });
  it("sends a body as JSON by POST, and says JSON on every write", async () => {
    seen.length = 0;
    await api(`${base}/json`, { body: { name: "é" } });
    await api(`${base}/nothing`, { method: "DELETE" });
    expect(seen).toEqual([
      { method: "POST", type: "application/json", body: '{"name":"é"}' },
      { method: "DELETE", type: "application/json", body: "" },
    ]);
  });
  it("turns a problem into an error that knows its fields", async () => {
    const error = await failure("/wrong");
    expect(error).toMatchObject({ status: 400, code: "invalid", requestId: "r1", final: true });
    expect(fieldMessage(error, "/name")).toBe("Too long.");
    expect(fieldMessage(error, "/other")).toBeUndefined();
  });
  it("keeps how long to wait, and does not call that final", async () => {
    expect(await failure("/busy")).toMatchObject({
      retryAfterSeconds: 1,
      final: false,
      message: "Try again.",
    });
  });
  it("says once how long to wait, whether the server said it or not", async () => {
    const problem = { status: 429, code: "too-many-attempts", title: "Too many", retryAfterSeconds: 5 };
    const said = "Too many attempts. Try again in 5 s.";
    expect(explainWait(new ApiError({ ...problem, detail: said }))).toBe(said);
    expect(explainWait(new ApiError({ ...problem, detail: "Too many attempts." }))).toBe(said);
    expect(explainWait(await failure("/wrong"))).toBe("Wrong");
  });
  it("has a sentence for a page that a proxy put in the way, and for no answer at all", async () => {
    expect(await failure("/proxy")).toMatchObject({
      status: 502,
      requestId: "r2",
      message: "Slipway answered 502.",
    });
    const error: unknown = await api("http://127.0.0.1:1/").catch((thrown: unknown) => thrown);
    expect(explain(error)).toMatch(/^Slipway does not answer/);
  });
});

describe("a session too old for the act", () => {
  const whenAsked = (answer: () => void) => {
    const stop = subscribe(() => {
      if (!isAsking()) return;
      stop();
      answer();
    });
  };
  it("asks for the password and sends the same request again", async () => {
    seen.length = 0;
    fresh = false;
    whenAsked(() => {
      fresh = true;
      settle(true);
    });
    expect(await api(`${base}/careful`, { body: { comment: "typed" } })).toEqual({ done: true });
    expect(seen.map(({ body }) => body)).toEqual(['{"comment":"typed"}', '{"comment":"typed"}']);
  });
  it("fails with the refusal when the person gives up", async () => {
    fresh = false;
    whenAsked(() => settle(false));
    expect((await failure("/careful")).code).toBe("reauthentication-required");
    expect(isAsking()).toBe(false);
  });
});
