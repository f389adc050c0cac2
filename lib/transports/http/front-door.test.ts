import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { guardFrontDoor, refusal } from "./front-door";

it.each([
  ["GET", "/runs?x=%", null],
  ["GET", "/a%20b/%C3%BC", null],
  ["GET", "/a..b/.hidden/...", null],
  ["PUT", "/x/..%2fy", null], // one segment: its route refuses it
  ["GET", "/x/..", 400],
  ["GET", "/x/../y", 400],
  ["GET", "/x/%2E%2e/y", 400],
  ["GET", "/x/.%2e/y", 400],
  ["GET", "/x/..%c0%af", 400],
  ["GET", "/%u2216", 400],
  ["GET", "/%E0%A4%A", 400],
  ["GET", "/a\\b", 400],
  ["TRACE", "/", 405],
  ["FOO", "/", 405],
] as const)("%s %s", (method, url, status) => expect(refusal(method, url)).toBe(status));

it("sends refused requests to one place, before the server's handler sees them", async () => {
  guardFrontDoor();
  const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const ask = async (line: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.end(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    return answer.split("\r\n\r\n")[1];
  };
  expect(await ask("PUT /x/..%c0%af")).toContain("GET /api/refused/400");
  expect(await ask("TRACE /x")).toContain("GET /api/refused/405");
  expect(await ask("DELETE /x?y=%")).toContain("DELETE /x?y=%");
  expect(server.requestTimeout).toBe(0);
  server.close();
});
