import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Patience, watchBody } from "./body-patience";

const quick: Patience = {
  wholeMs: 300,
  bytesPerSecond: 100,
  longestMs: 1_500,
  silentMs: 300,
  restMs: 600,
  restSilentMs: 100,
};
/** Answers `/answered` without reading; anything else once the body has come. */
const server = createServer((request, response) => {
  watchBody(request, response, { ...quick, upload: request.url === "/upload" });
  if (request.url === "/answered") return void response.end("no");
  request.resume().on("end", () => response.end("all"));
  request.on("error", () => undefined);
});
let port = 0;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = address !== null && typeof address === "object" ? address.port : 0;
});
afterAll(() => void server.close());

/** Sends `bytes` every 50 ms of a body of 10 000; gives what was answered, and after how long the connection was closed. */
async function sendSlowly(path: string, bytes: number) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n`);
  const started = performance.now();
  const drip = setInterval(() => bytes > 0 && socket.write("x".repeat(bytes)), 50);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
    if (answer.endsWith("all")) socket.destroy();
  });
  await once(socket, "close");
  clearInterval(drip);
  return { answer: answer.split("\r\n").at(-1), ms: performance.now() - started };
}

it.each([
  ["a body of which nothing comes", "/small", 0, 300],
  ["a body that drips", "/small", 1, 300],
  ["a body that comes, but lasts too long", "/small", 20, 1_500],
  ["an upload of which nothing comes", "/upload", 0, 300],
] as const)("%s is closed", async (_, path, bytes, afterMs) => {
  const { answer, ms } = await sendSlowly(path, bytes);
  expect(answer).toBe("");
  expect(ms).toBeGreaterThan(afterMs * 0.9);
});

it("what comes is waited for, and an upload as long as it does not fall silent", async () => {
  const [small, upload] = await Promise.all([sendSlowly("/small", 1_000), sendSlowly("/upload", 250)]);
  expect([small.answer, upload.answer]).toEqual(["all", "all"]);
  expect(upload.ms).toBeGreaterThan(quick.longestMs);
});

it("an answered request whose body goes on is closed: at once when it falls silent, else after a while", async () => {
  const [silent, busy] = await Promise.all([sendSlowly("/answered", 0), sendSlowly("/answered", 10)]);
  expect([silent.answer, busy.answer]).toEqual(["no", "no"]);
  expect(silent.ms).toBeLessThan(busy.ms);
});
