import type { Cast } from "./people";
import type { Case } from "./suite";

const endpoints = [
  "runs/create",
  "runs/log-batch",
  "runs/log-metric",
  "runs/log-parameter",
  "runs/set-tag",
  "runs/search",
  "runs/update",
  "runs/log-inputs",
  "experiments/create",
  "experiments/search",
  "registered-models/create",
  "model-versions/create",
] as const;

const utf16 = new Uint8Array(new ArrayBuffer(8));
utf16.set([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00, 0x0a, 0x00]);
const invalidUtf8 = new Uint8Array(new ArrayBuffer(10));
invalidUtf8.set([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc0, 0xaf, 0x22, 0x7d]);

const malformed: [string, string | Uint8Array<ArrayBuffer>][] = [
  ["an open brace", "{"],
  ["a list", "[]"],
  ["null", "null"],
  ["a string", '"x"'],
  ["a number", "1"],
  ["a trailing comma", '{"a":1,}'],
  ["a comment", '{/* a */"a":1}'],
  ["UTF-16", utf16],
  ["invalid UTF-8", invalidUtf8],
  ["repeated keys", '{"run_id":"a","run_id":"b"}'],
  ["10 000 levels", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ["10 000 levels of lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["a key of 1 MB", `{"${"k".repeat(1_000_000)}":1}`],
  ["__proto__", '{"__proto__":{"admin":true},"run_id":5}'],
  ["NUL in a string", '{"run_id":"a\\u0000b","experiment_id":"\\u0000","name":"\\u0000"}'],
  ["a lone surrogate", '{"run_id":"\\ud800","experiment_id":"\\ud800","name":"\\ud800"}'],
];

/** D7, D8: bodies that are no JSON of the right shape, at every endpoint that takes one. */
export function malformedBodies({ scientist }: Cast): Case[] {
  return endpoints.flatMap((endpoint) =>
    malformed.map(([what, body]) => ({
      name: `${endpoint} with ${what}`,
      method: "POST",
      path: `/api/2.0/mlflow/${endpoint}`,
      headers: { authorization: scientist, "content-type": "application/json" },
      body,
      // Searching, and a run without an experiment, are fine with nothing said; an unknown field is ignored by MLflow.
      expect: lenient.has(endpoint) ? [200, 400, 413] : [400, 404, 413],
    })),
  );
}
const lenient = new Set<string>(["runs/create", "runs/search", "experiments/search", "experiments/create"]);

/** D10, D13, D14, D15, D16 and wrong types: fields that are out of range. */
export function wrongFields({ scientist, run }: Cast): Case[] {
  const post = (endpoint: string, name: string, body: unknown, expect: number[] = [400]): Case => ({
    name: `${endpoint}: ${name}`,
    method: "POST",
    path: `/api/2.0/mlflow/${endpoint}`,
    headers: { authorization: scientist, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    expect,
  });
  const metric = (fields: string) => `{"run_id":"${run}",${fields}}`;
  const many = (count: number, of: (index: number) => unknown) =>
    Array.from({ length: count }, (_, i) => of(i));
  const point = { key: "a", value: 1, timestamp: 1, step: 0 };
  return [
    ...["9223372036854775808", "-9223372036854775809", "1.5", '"x"', "{}", "[]", "true", "1e400"].map(
      (step) =>
        post("runs/log-metric", `step ${step}`, metric(`"key":"a","value":1,"timestamp":1,"step":${step}`)),
    ),
    ...["9223372036854775808", '"soon"', "{}", "[1]", "1e30"].map((time) =>
      post("runs/log-metric", `timestamp ${time}`, metric(`"key":"a","value":1,"timestamp":${time}`)),
    ),
    ...['"x"', "{}", "[]", `"${"9".repeat(400)}x"`].map((value) =>
      post(
        "runs/log-metric",
        `value ${value.slice(0, 12)}`,
        metric(`"key":"a","value":${value},"timestamp":1`),
      ),
    ),
    ...['""', `"${"k".repeat(251)}"`, '"a\\u0000"', '"../a"', '"/a"', '"a\\nb"', "5", "null"].map((key) =>
      post("runs/log-metric", `key ${key.slice(0, 12)}`, metric(`"key":${key},"value":1,"timestamp":1`)),
    ),
    post("runs/log-batch", "1001 metrics", { run_id: run, metrics: many(1001, () => point) }),
    post("runs/log-batch", "101 params", {
      run_id: run,
      params: many(101, (i) => ({ key: `p${i}`, value: "1" })),
    }),
    post("runs/log-batch", "101 tags", {
      run_id: run,
      tags: many(101, (i) => ({ key: `t${i}`, value: "1" })),
    }),
    post("runs/log-batch", "equal params", {
      run_id: run,
      params: many(2, () => ({ key: "p", value: "1" })),
    }),
    post("runs/log-batch", "metrics as an object", { run_id: run, metrics: {} }),
    post("runs/log-batch", "a metric that is null", { run_id: run, metrics: [null] }),
    ...["", "x", "0".repeat(32), "A".repeat(32), "../../etc/passwd", "' OR 1=1 --"].map((id) =>
      post("runs/log-batch", `run ${id.slice(0, 16)}`, { run_id: id, metrics: [point] }, [400, 404]),
    ),
    post("runs/log-parameter", "a first value", { run_id: run, key: "lr", value: "1" }, [200]),
    post("runs/log-parameter", "the same again", { run_id: run, key: "lr", value: "1" }, [200]),
    post("runs/log-parameter", "another value", { run_id: run, key: "lr", value: "2" }),
    post(
      "runs/log-parameter",
      "6001 characters",
      { run_id: run, key: "long", value: "x".repeat(6001) },
      [200, 400],
    ),
    // MLflow ignores a word that it does not know.
    post("runs/update", "an unknown status", { run_id: run, status: "SLEEPING" }, [200, 400]),
    post("runs/update", "an end that is no time", { run_id: run, end_time: "soon" }),
    ...["x", "-1", "99999999999999999999", "1e3", "' OR 1=1", ""].map((id) =>
      post("runs/create", `experiment ${id}`, { experiment_id: id }, [200, 400, 404]),
    ),
    ...["", " ", "x".repeat(501), "a\u0000b"].map((name) =>
      post("experiments/create", `name of ${name.length} characters`, { name }),
    ),
    ...["-1", "0", "1000000000", "1.5", '"NaN"', "{}"].map((max) =>
      post(
        "runs/search",
        `max_results ${max}`,
        `{"experiment_ids":["0"],"max_results":${max}}`,
        max === "0" ? [200, 400] : [400],
      ),
    ),
    ...["x", "a.b.c", "%00", "-5"].map((token) =>
      post("runs/search", `page_token ${token}`, { experiment_ids: ["0"], page_token: token }),
    ),
    ...["<img src=x onerror=alert(1)>", "{{7*7}}", `\${jndi:ldap://x}`, "' OR 1=1 --", "🙂‍🙂"].map((value) =>
      post("runs/set-tag", `value ${value}`, { run_id: run, key: "note", value }, [200]),
    ),
  ];
}

/** Huge bodies, and content types that are not JSON. */
export function envelopes({ scientist, run }: Cast): Case[] {
  const headers = { authorization: scientist, "content-type": "application/json" };
  const path = "/api/2.0/mlflow/runs/log-batch";
  const body = JSON.stringify({ run_id: run, metrics: [] });
  return [
    {
      name: "50 MB of spaces",
      method: "POST",
      path,
      headers,
      body: " ".repeat(50_000_000),
      expect: [400, 413],
    },
    {
      name: "50 MB in a string",
      method: "POST",
      path,
      headers,
      body: `{"a":"${"x".repeat(50_000_000)}"}`,
      expect: [400, 413],
    },
    {
      name: "a million keys",
      method: "POST",
      path,
      headers,
      body: `{${Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":1`).join(",")}}`,
      expect: [400, 413],
    },
    ...[
      "text/html",
      "application/xml",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
    ].map((type) => ({
      name: `content type ${type}`,
      method: "POST",
      path,
      headers: { authorization: scientist, "content-type": type },
      body,
      expect: [400, 415],
    })),
    {
      name: "an encoding of its own",
      method: "POST",
      path,
      headers: { ...headers, "content-encoding": "gzip" },
      body,
      expect: [400, 415],
    },
    { name: "no body", method: "POST", path, headers, expect: [400] },
    { name: "GET where POST is due", path, headers: { authorization: scientist }, expect: [404, 405] },
    { name: "an endpoint that nobody knows", path: "/api/2.0/mlflow/runs/explode", headers, expect: [404] },
    { name: "a version that nobody knows", path: "/api/9.0/mlflow/runs/get", headers, expect: [404] },
  ];
}
