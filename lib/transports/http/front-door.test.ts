import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { readBytes } from "./body";
import { guardFrontDoor, isUpload, refusalOf } from "./front-door";

it.each([
  ["GET", "/runs", null],
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
] as const)("%s %s", (method, path, status) => expect(refusalOf(method, path)).toBe(status));

it("refuses, hands lanes what is theirs, and leaves the rest to the server's listener", async () => {
  guardFrontDoor([
    {
      takes: (_, path) => path.startsWith("/lane/"),
      serve: async (request) => {
        request.headers.delete("content-length"); // as of a body whose length nobody announced
        const bytes = await readBytes(request, { maxBytes: 100, take: () => undefined }).catch(() => null);
        if (bytes === null) return { status: 413, headers: {}, body: "" };
        return { status: 200, headers: {}, body: `lane ${request.method} ${bytes}` };
      },
    },
  ]);
  const server = createServer((request, response) => response.end(`inside ${request.method} ${request.url}`));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const ask = async (line: string, body = "") => {
    const socket = connect(port, "127.0.0.1");
    socket.end(
      `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    return answer;
  };
  expect(await ask("PUT /x/..%c0%af")).toMatch(/^HTTP\/1.1 400 .*Invalid path/s);
  expect(await ask("TRACE /lane/x")).toMatch(/^HTTP\/1.1 405 /);
  expect(await ask("DELETE /x?y=%")).toContain("inside DELETE /x?y=%");
  expect(await ask("POST /lane/a?b=%", "words")).toMatch(/^HTTP\/1.1 200 .*lane POST words$/s);
  expect(await ask("POST /lane/large", "x".repeat(200))).toMatch(/^HTTP\/1.1 413 /);
  expect(server.requestTimeout).toBe(0);
  server.close();
});

it("takes for an upload what lies under an upload's path, whatever its query says", () => {
  const asked = (method: string, url: string) => isUpload({ method, url });
  expect(asked("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/a/b?x=1")).toBe(true);
  expect(asked("POST", "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=1")).toBe(true);
  expect(asked("POST", "/api/2.0/mlflow/runs/log-batch?x=/mlflow/upload-artifact")).toBe(false);
  expect(asked("PUT", "/api/x?y=/api/2.0/mlflow-artifacts/artifacts/")).toBe(false);
});
