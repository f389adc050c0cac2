import type { Cast } from "./people";
import type { Case } from "./suite";

const climbing = [
  "../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e/%2e%2e/etc/passwd",
  "%252e%252e%252fetc",
  "%25252e%25252e",
  "..%c0%afetc",
  "..%u2216etc",
  "..%5c..%5cwin.ini",
  "C:%5Cx",
  "%5c%5chost%5cshare",
  "%2fetc%2fpasswd",
  "file:%2f%2f%2fetc%2fpasswd",
  "a/%2e%2e/%2e%2e/b",
  "a%00b",
  "a%0db",
  "a%0ab",
  "a%1bb",
  "x".repeat(300),
  "%E0%A4%A",
  "%ff%fe",
];

/** C1–C5: paths that climb out of the artifacts' folder, at each door that takes one. */
export function climbingPaths({ scientist, run }: Cast): Case[] {
  const headers = { authorization: scientist };
  const root = `/api/2.0/mlflow-artifacts/artifacts/0/${run}/artifacts`;
  return climbing.flatMap((path) => [
    {
      name: `PUT ${path.slice(0, 40)}`,
      method: "PUT",
      path: `${root}/${path}`,
      headers,
      body: "x",
      expect: twice.has(path) ? [200, 400] : [400, 404, 405],
    },
    { name: `GET ${path.slice(0, 40)}`, path: `${root}/${path}`, headers, expect: [400, 404] },
    {
      name: `list ${path.slice(0, 40)}`,
      path: `/api/2.0/mlflow/artifacts/list?run_id=${run}&path=${path}`,
      headers,
      expect: twice.has(path) ? [200, 400, 404] : [400, 404],
    },
    {
      name: `get-artifact ${path.slice(0, 40)}`,
      path: `/get-artifact?run_uuid=${run}&path=${path}`,
      headers,
      expect: [400, 404],
    },
  ]);
}
// Decoded once, as everywhere, these are odd names that no file has, not paths that climb.
const twice = new Set(["%252e%252e%252fetc", "%25252e%25252e", "C:%5Cx", "%E0%A4%A", "%ff%fe"]);

const filters = [
  "params.a = '' OR 1=1",
  "metrics.x > 1; DROP TABLE run",
  "params.a = 'x' --",
  "params.a = 'x' /* */",
  "params.`a' OR 1=1` = 'x",
  "params.a = \"x' OR '1'='1\" OR 1=1",
  "metrics.x > (SELECT 1)",
  "metrics.x > 1e999x",
  "status = 'RUNNING' UNION SELECT * FROM \"user\"",
  "attributes.password = 'x'",
  "params.a",
  "= 'x'",
  "params.a LIKE",
  "((((",
  "(".repeat(1000),
  `params.a = '${"x".repeat(100_000)}`,
  "params.a IN ()",
  "metrics.x BETWEEN 1 AND",
  "\u0000",
];
const orders = ["metrics.x; DROP TABLE run", "1=1--", "unknown", "metrics.x SIDEWAYS", "(SELECT 1)", "`"];

/** D1–D4: filters and orders with SQL in them are read by the grammar, or refused by it. */
export function filtersWithSql({ scientist }: Cast): Case[] {
  const headers = { authorization: scientist, "content-type": "application/json" };
  const post = (endpoint: string, body: unknown, name: string, expect = [400]): Case => ({
    name: `${endpoint}: ${name.slice(0, 50)}`,
    method: "POST",
    path: `/api/2.0/mlflow/${endpoint}`,
    headers,
    body: JSON.stringify(body),
    expect,
  });
  const many = Array.from({ length: 200 }, (_, index) => `metrics.m${index}`);
  return [
    ...filters.map((filter) => post("runs/search", { experiment_ids: ["0"], filter }, filter)),
    ...filters.map((filter) => post("experiments/search", { filter, max_results: 10 }, filter)),
    ...filters.map((filter) => ({
      name: `registered-models/search: ${filter.slice(0, 50)}`,
      path: `/api/2.0/mlflow/registered-models/search?${new URLSearchParams({ filter }).toString().slice(0, 8000)}`,
      headers: { authorization: scientist },
      expect: [400],
    })),
    ...filters.map((filter) => ({
      name: `/api/runs: ${filter.slice(0, 50)}`,
      path: `/api/runs?${new URLSearchParams({ experiment: "0", filter }).toString().slice(0, 8000)}`,
      headers: { authorization: scientist },
      expect: [400],
    })),
    ...orders.map((order) => post("runs/search", { experiment_ids: ["0"], order_by: [order] }, order)),
    post("runs/search", { experiment_ids: ["0"], order_by: many }, "200 orders"),
    post(
      "runs/search",
      { experiment_ids: ["0"], filter: `params.a LIKE '${"%".repeat(1000)}x'` },
      "1000 %",
      [200, 400],
    ),
    post(
      "runs/search",
      { experiment_ids: ["0"], filter: "params.a ILIKE '\\\\'" },
      "a backslash",
      [200, 400],
    ),
    post("runs/search", { experiment_ids: ["0"], filter: `params.a RLIKE '(a+)+$'` }, "RLIKE", [400]),
  ];
}
