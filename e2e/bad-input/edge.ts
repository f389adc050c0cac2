import type { Cast } from "./people";
import type { Case, Suite } from "./suite";

/** A4–A11, I2, I4, I6: what probes of the framework and of the server's files get. */
export function probes({ scientist }: Cast): Case[] {
  const headers = { authorization: scientist };
  const subrequest = "proxy:proxy:proxy:proxy:proxy";
  return [
    {
      name: "x-middleware-subrequest at the API",
      path: "/api/me",
      headers: { "x-middleware-subrequest": subrequest },
      expect: [401],
    },
    {
      name: "x-middleware-subrequest at a page",
      path: "/experiments",
      headers: { "x-middleware-subrequest": subrequest },
      expect: [302, 303, 307],
    },
    {
      name: "Next-Action",
      method: "POST",
      path: "/experiments",
      headers: { "next-action": "deadbeef", "content-type": "text/plain" },
      body: "[]",
      expect: [302, 303, 307, 400, 403, 404, 405],
    },
    {
      name: "Next-Action with __proto__",
      method: "POST",
      path: "/sign-in",
      headers: { "next-action": "x", "content-type": "text/plain" },
      body: '[{"__proto__":{"then":1}}]',
      expect: [400, 403, 404, 405],
    },
    {
      name: "the image optimiser",
      path: "/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75",
      expect: [400, 404],
    },
    { name: "source map", path: "/_next/static/chunks/main.js.map", expect: [404] },
    { name: ".env", path: "/.env", expect: [302, 303, 307, 404] },
    { name: ".git", path: "/.git/config", expect: [302, 303, 307, 404] },
    {
      name: "/metrics for nobody from elsewhere",
      path: "/metrics",
      headers: { "x-forwarded-for": "192.0.2.1" },
      expect: [401],
    },
    {
      name: "/metrics for who is no admin",
      path: "/metrics",
      headers: { ...headers, "x-forwarded-for": "192.0.2.1" },
      expect: [403],
    },
    {
      name: "a URL of 15 KB",
      path: `/api/me?x=${"y".repeat(15_000)}`,
      headers,
      expect: [200, 400, 414, 431],
    },
    { name: "%E0%A4%A in a path", path: "/api/runs/%E0%A4%A", headers, expect: [400, 404] },
    { name: "%00 in a path", path: "/api/runs/a%00b", headers, expect: [400, 404] },
    {
      name: "an experiment %00",
      path: "/api/2.0/mlflow/experiments/get-by-name?experiment_name=%00",
      headers,
      expect: [400, 404],
    },
    {
      name: "PATCH where nobody patches",
      method: "PATCH",
      path: "/api/me/reauthentication",
      headers,
      expect: [404, 405],
    },
    ...["PUT", "DELETE", "PATCH"].map((method) => ({
      name: `${method} at MLflow's wire`,
      method,
      path: "/api/2.0/mlflow/runs/create",
      headers,
      expect: [404, 405],
    })),
  ];
}

/** I1, I2, I3: requests that no client library would send. */
export async function rawRequests(suite: Suite, { scientist }: Cast): Promise<void> {
  const head = (method: string, path: string, more = "") =>
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${scientist}\r\n${more}\r\n`;
  for (const method of ["TRACE", "TRACK", "FOO", "PROPFIND", "CONNECT"])
    await suite.raw(`${method} at the API`, head(method, "/api/me"), [0, 400, 404, 405, 501]);
  await suite.raw(
    "a header of 20 KB",
    head("GET", "/api/me", `X-Long: ${"x".repeat(20_000)}\r\n`),
    [400, 431],
  );
  const many = Array.from({ length: 200 }, (_, index) => `X-H${index}: 1\r\n`).join("");
  await suite.raw("200 headers", head("GET", "/api/me", many), [200, 400, 431]);
  const post = (more: string) =>
    head("POST", "/api/2.0/mlflow/runs/search", `Content-Type: application/json\r\n${more}`);
  await suite.raw(
    "length and chunks at once",
    `${post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n")}0\r\n\r\n`,
    [400],
  );
  await suite.raw("two lengths", `${post("Content-Length: 2\r\nContent-Length: 3\r\n")}{}`, [400]);
  await suite.raw("a folded header", head("GET", "/api/me", "X-A: 1\r\n folded\r\n"), [200, 400]);
  await suite.raw("a negative length", `${post("Content-Length: -2\r\n")}{}`, [400]);
  await suite.raw("no HTTP at all", "hello\r\n\r\n", [400]);
  await suite.raw("a path that climbs, raw", head("GET", "/api/../../etc/passwd"), [400, 404]);
  await suite.raw("static files that climb", head("GET", "/_next/static/../../server.js"), [400, 404]);
  await suite.raw("a backslash", head("GET", "/api\\me"), [400, 404]);
  await suite.raw(
    "a websocket to elsewhere",
    head("GET", "http://169.254.169.254/", "Upgrade: websocket\r\nConnection: Upgrade\r\n"),
    [0, 400, 404, 426],
  );
}

/** I4: no answer invites another origin; I5: none with a person's data may be kept by a cache. */
export async function crossOrigin(suite: Suite, { url, scientist }: Cast): Promise<void> {
  for (const path of ["/api/me", "/api/2.0/mlflow/runs/create", "/api/auth/session"]) {
    const preflight = await fetch(`${url}${path}`, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    const allowed = preflight.headers.get("access-control-allow-origin");
    await preflight.body?.cancel();
    suite.count(`preflight of ${path} allows ${allowed}`, allowed === null ? 200 : 1, "", [200]);
  }
  for (const path of ["/api/me", "/api/experiments", "/api/2.0/mlflow/experiments/get?experiment_id=0"]) {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: scientist } });
    const control = answer.headers.get("cache-control") ?? "";
    await answer.body?.cancel();
    suite.count(
      `${path} is kept by nobody (${control})`,
      /no-store|private/.test(control) ? 200 : 1,
      "",
      [200],
    );
  }
}
