import type { Cast } from "./people";
import type { Case } from "./suite";

const reads = [
  "/api/me",
  "/api/experiments",
  "/api/runs?experiment=0",
  "/api/runs/series?runs=x&metric=loss",
  "/api/users",
  "/api/tokens",
  "/api/sessions",
  "/api/models",
  "/api/board",
  "/api/requests",
  "/api/audit",
  "/api/audit/export?format=ndjson",
  "/api/webhooks",
  "/api/bypass-rights",
  "/api/events",
  "/api/search?q=a",
  "/api/2.0/mlflow/experiments/get?experiment_id=0",
  "/api/2.0/mlflow/artifacts/list?run_id=x",
  "/api/2.0/mlflow/registered-models/search",
  "/ajax-api/2.0/mlflow/experiments/get?experiment_id=0",
  "/api/2.0/mlflow-artifacts/artifacts?path=0",
  "/get-artifact?path=a&run_uuid=b",
];

/** A1, B7, B8, B9: credentials that are missing, malformed, expired or revoked. */
export function credentials({ scientist, expired, revoked }: Cast): Case[] {
  const token = scientist.replace("Bearer ", "");
  const last = token.at(-1) === "a" ? "b" : "a";
  const bad: [string, string][] = [
    ["an expired token", expired],
    ["a revoked token", revoked],
    ["a bad checksum", `Bearer ${token.slice(0, -1)}${last}`],
    ["Bearer alone", "Bearer"],
    ["Bearer%", "Bearer%"],
    ["Basic !!!", "Basic !!!"],
    ["Basic of nothing", "Basic Og=="],
    ["8 KB of token", `Bearer ${"x".repeat(8000)}`],
    ["another scheme", "Digest username=admin"],
  ];
  return reads.flatMap((path) => [
    { name: `${path} without credentials`, path, expect: [401] },
    {
      name: `${path} with the token in the query`,
      path: withQuery(path, `token=${token}`),
      expect: [400, 401],
    },
    ...bad.map(([what, authorization]) => ({
      name: `${path} with ${what}`,
      path,
      headers: { authorization },
      expect: [400, 401],
    })),
  ]);
}
const withQuery = (path: string, query: string) => `${path}${path.includes("?") ? "&" : "?"}${query}`;

const writes: [string, string, unknown][] = [
  ["POST", "/api/2.0/mlflow/runs/create", { experiment_id: "0" }],
  ["POST", "/api/2.0/mlflow/runs/log-batch", { run_id: "RUN" }],
  ["POST", "/api/2.0/mlflow/runs/log-metric", { run_id: "RUN", key: "a", value: 1, timestamp: 1 }],
  ["POST", "/api/2.0/mlflow/runs/set-tag", { run_id: "RUN", key: "a", value: "1" }],
  ["POST", "/api/2.0/mlflow/runs/delete", { run_id: "RUN" }],
  ["POST", "/api/2.0/mlflow/experiments/create", { name: "Not mine" }],
  ["POST", "/api/2.0/mlflow/experiments/delete", { experiment_id: "0" }],
  ["POST", "/api/2.0/mlflow/registered-models/create", { name: "not-mine" }],
  ["PUT", "/api/2.0/mlflow-artifacts/artifacts/0/RUN/artifacts/a.txt", "text"],
  ["POST", "/api/runs/deletion", { runs: ["RUN"] }],
  ["PATCH", "/api/models/m", { description: "a" }],
  ["PUT", "/api/models/m/policy", { policy: { guards: {} }, reason: "a" }],
  ["POST", "/api/models/m/policy/decision", { decision: "approve" }],
  ["POST", "/api/models/m/rollback", { reason: "a" }],
  ["PATCH", "/api/models/m/versions/1", { description: "a" }],
  ["POST", "/api/models/m/versions/1/comments", { body: "a" }],
  ["POST", "/api/models/m/versions/1/requests", { to: "Production", reason: "a" }],
  ["POST", "/api/models/m/versions/1/transitions", { to: "Staging" }],
  ["POST", "/api/models/m/versions/1/bypass", { to: "Production", reason: "it cannot wait" }],
  ["POST", "/api/requests/r/decisions", { decision: "approve" }],
  ["POST", "/api/requests/r/withdrawal", {}],
  ["POST", "/api/comments/c/withdrawal", {}],
  ["POST", "/api/requests/r/revision", { reason: "a" }],
  ["POST", "/api/webhooks", { url: "https://example.org/", events: ["request.opened"] }],
  ["PATCH", "/api/webhooks/w", { enabled: false }],
  ["DELETE", "/api/webhooks/w", {}],
  ["POST", "/api/webhooks/w/secret", {}],
  ["POST", "/api/webhooks/w/test", {}],
  ["POST", "/api/webhooks/w/replay", { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" }],
  ["POST", "/api/deliveries/d/replay", {}],
  ["POST", "/api/bypass-rights", { userId: "u" }],
  ["DELETE", "/api/bypass-rights/u", {}],
  ["POST", "/api/runs/tags", { runs: ["RUN"], set: [{ key: "a", value: "b" }] }],
];

/** A2, B10: a viewer's and a read-only token's writes, and a page of another site that sends the cookie along. */
export function refusedWrites({ viewer, reader, cookie, url, run }: Cast): Case[] {
  const body = (value: unknown) =>
    (typeof value === "string" ? value : JSON.stringify(value)).replaceAll("RUN", run);
  const json = { "content-type": "application/json" };
  const foreign: [string, Record<string, string>][] = [
    ["another origin", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["the origin null", { origin: "null" }],
    ["no origin at all", {}],
    ["an origin that begins like ours", { origin: `${url}.evil.example` }],
    ["our origin at another port", { origin: "http://127.0.0.1:1" }],
  ];
  return writes.flatMap(([method, given, value]) => {
    const path = given.replaceAll("RUN", run);
    const whole = (name: string, headers: Record<string, string>): Case => ({
      name: `${method} ${given} ${name}`,
      method,
      path,
      headers: { ...json, ...headers },
      body: body(value),
      expect: [403],
    });
    return [
      whole("by a viewer", { authorization: viewer }),
      whole("by a token that only reads", { authorization: reader }),
      ...foreign.map(([what, headers]) => whole(`with a cookie and ${what}`, { cookie, ...headers })),
    ];
  });
}

/** Administration by those who may not, and ids that are nobody's. */
export function unknownAndForbidden({ scientist, cookie, url }: Cast): Case[] {
  const headers = { cookie, origin: url, "content-type": "application/json" };
  const unknown = "0".repeat(32);
  const user = { email: "x@example.org", name: "x", role: "viewer" };
  const read = (path: string, expect = [404]): Case => ({
    name: path,
    path,
    headers: { authorization: scientist },
    expect,
  });
  return [
    { name: "a scientist lists people", path: "/api/users", headers, expect: [403] },
    {
      name: "a scientist invites",
      method: "POST",
      path: "/api/users",
      headers,
      body: JSON.stringify(user),
      expect: [403],
    },
    {
      name: "a token makes a token",
      method: "POST",
      path: "/api/tokens",
      headers: { authorization: scientist, "content-type": "application/json" },
      body: JSON.stringify({ name: "x", scopes: ["read"] }),
      expect: [403],
    },
    {
      name: "set-up when users exist",
      method: "POST",
      path: "/api/setup",
      headers,
      body: JSON.stringify({
        secret: "x",
        email: "a@example.org",
        name: "a",
        password: "plum harbour lantern 7",
      }),
      expect: [400, 403, 404, 409],
    },
    read(`/api/runs/${unknown}`),
    read("/api/runs/not-an-id", [400, 404]),
    read("/api/experiments/999999999"),
    read("/api/experiments/x", [400, 404]),
    read("/api/models/nobody"),
    read("/api/models/nobody/versions/1"),
    read("/api/models/nobody/policy"),
    read("/api/models/nobody/rollback"),
    read("/api/models/nobody/versions/1/gates?to=Production"),
    read("/api/models/nobody/versions/1/comments"),
    read(`/api/requests/${unknown}`),
    read("/api/webhooks", [403]),
    read("/api/audit/999999999"),
    read("/api/audit/x", [400, 404]),
    ...["status=all%00", "status=none", "limit=0", "limit=1e9", "cursor=%00", "version=x", "mine=maybe"].map(
      (more) => read(`/api/requests?${more}`, [400]),
    ),
    ...["limit=0", "limit=x", "cursor=%00", "from=yesterday", "surprise=1"].map((more) =>
      read(`/api/audit?${more}`, [400]),
    ),
    read("/api/models/nobody/versions/x", [400, 404]),
    read(`/api/2.0/mlflow/runs/get?run_id=${unknown}`),
    read("/api/2.0/mlflow/experiments/get?experiment_id=999999999"),
    read("/api/2.0/mlflow/experiments/get-by-name?experiment_name=nobody"),
    read(`/api/2.0/mlflow/metrics/get-history?run_id=${unknown}&metric_key=a`),
    read(`/api/runs/series?runs=${unknown}&metric=loss`),
    ...["bins=0", "bins=513", "bins=x", "x=sideways", "from=NaN", "fields=all", "surprise=1"].map((more) =>
      read(`/api/runs/series?runs=${unknown}&metric=loss&${more}`, [400]),
    ),
    ...["limit=0", "limit=1e9", "limit=x", "cursor=%00", "order=up", "offset=-1", "sort=;drop"].map((more) =>
      read(`/api/runs?experiment=0&${more}`, [400]),
    ),
  ];
}
