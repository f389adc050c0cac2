import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { dropTelemetryDatabase, ensureTelemetryDatabase } from "@/lib/stores/telemetry/migrate";

const url = `${inject("clickhouseUrl")}dialect`;
const open = (options: Parameters<typeof createClient>[0] = {}) =>
  createClient({ url, log: { level: ClickHouseLogLevel.OFF }, ...options });
let client: ClickHouseClient;

beforeAll(async () => {
  await ensureTelemetryDatabase(url);
  client = open();
});
afterAll(async () => {
  await client.close();
  await dropTelemetryDatabase(url);
});

type More = { query_params?: Record<string, unknown>; clickhouse_settings?: { [name: string]: number } };
const rows = async (query: string, more: More = {}): Promise<unknown[]> =>
  (await client.query({ query, format: "JSONEachRow", ...more })).json();

test("rows go in as JSONCompactEachRow and come out, compressed both ways", async () => {
  const zipped = open({ compression: { request: true, response: true } });
  await client.command({ query: "CREATE TABLE points (a Int64, b String) ENGINE = MergeTree ORDER BY a" });
  const values = Array.from({ length: 5000 }, (_, at) => [at, `text ${at} ✓`]);
  const insert = await zipped.insert({
    table: "points",
    columns: ["a", "b"],
    values,
    format: "JSONCompactEachRow",
    clickhouse_settings: { async_insert: 0, wait_end_of_query: 1 },
  });
  expect(insert.summary?.written_rows).toBe("5000");
  const back = await zipped.query({
    query: "SELECT a, b FROM points ORDER BY a",
    format: "JSONCompactEachRow",
  });
  expect(await back.json()).toEqual(values);
  await zipped.close();
});

test("rows that cannot be read are refused whole", async () => {
  await client.command({ query: "CREATE TABLE strict (a Int64) ENGINE = MergeTree ORDER BY a" });
  const insert = client.insert({ table: "strict", values: [[1], ["two"]], format: "JSONCompactEachRow" });
  await expect(insert).rejects.toMatchObject({ code: expect.stringMatching(/^(27|26|117)$/) });
  expect(await rows("SELECT toInt32(count()) AS n FROM strict")).toEqual([{ n: 0 }]);
});

test("INSERT … VALUES and INSERT … SELECT work in the body", async () => {
  await client.command({ query: "CREATE TABLE body (a Int64, b String) ENGINE = MergeTree ORDER BY a" });
  await client.command({ query: "INSERT INTO body VALUES (1, 'x;y'), (2, 'it''s')" });
  await client.command({ query: "INSERT INTO body SELECT number + 3, 'z' FROM numbers(2)" });
  expect(await rows("SELECT toInt32(a) AS a, b FROM body ORDER BY a")).toEqual([
    { a: 1, b: "x;y" },
    { a: 2, b: "it's" },
    { a: 3, b: "z" },
    { a: 4, b: "z" },
  ]);
});

test("any text survives as a parameter, and is never SQL", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      fc.pre(!text.includes("\0"));
      expect(await rows("SELECT {text:String} AS text", { query_params: { text } })).toEqual([{ text }]);
    }),
    { numRuns: 60 },
  );
});

test("a parameter of an earlier query is not there for the next", async () => {
  for (let lane = 0; lane < 6; lane++) await rows("SELECT {left:String}", { query_params: { left: "over" } });
  await expect(rows("SELECT {left:String}")).rejects.toMatchObject({ code: "456" });
});

test("settings are those of one query", async () => {
  const query = "SELECT toInt32(getSetting('max_threads')) AS n";
  const [before] = await rows(query);
  for (let lane = 0; lane < 6; lane++)
    expect(await rows(query, { clickhouse_settings: { max_threads: 1 } })).toEqual([{ n: 1 }]);
  await client.command({ query: "SET max_threads = 1" });
  for (let lane = 0; lane < 6; lane++) expect(await rows(query)).toEqual([before]);
});

test.each([
  ["nonsense", "62"],
  ["SELECT 1; SELECT 2", "62"],
  ["SELECT missing", "47"],
  ["SELECT * FROM nowhere.at_all", "81"],
  ["SELECT * FROM nothing_here", "60"],
])("%s is refused with ClickHouse's code %s", async (query, code) => {
  await expect(client.command({ query })).rejects.toMatchObject({ code });
});

test("an error has the status, the header and the words of ClickHouse", async () => {
  const bare = new URL(url);
  const headers = { "x-clickhouse-user": bare.username, "x-clickhouse-key": bare.password };
  bare.username = "";
  bare.password = "";
  const refused = await fetch(bare.origin, { method: "POST", body: "SELECT missing", headers });
  expect(refused.status).toBe(404);
  expect(refused.headers.get("x-clickhouse-exception-code")).toBe("47");
  expect(await refused.text()).toMatch(/^Code: 47\. DB::Exception: .*\(UNKNOWN_IDENTIFIER\)/);
  const ping = await fetch(`${bare.origin}/ping`);
  expect(await ping.text()).toBe("Ok.\n");
  const written = await fetch(`${bare.origin}/?query=${encodeURIComponent("DROP TABLE x")}`, { headers });
  expect(written.headers.get("x-clickhouse-exception-code")).toBe("164");
});

test("a wrong password gets nothing", async () => {
  const stranger = new URL(url);
  stranger.password = "guess";
  const other = open({ url: stranger });
  await expect(other.query({ query: "SELECT 1" })).rejects.toMatchObject({ code: "516" });
  await other.close();
});

test("a client that leaves ends its query", async () => {
  const endless = "SELECT sum(sipHash64(number)) FROM numbers(1000000000000)";
  const running = async () =>
    rows(
      `SELECT query FROM system.processes WHERE query LIKE '%sipHash64%' AND query NOT LIKE '%processes%'`,
    );
  const leaving = new AbortController();
  const asked = client.query({ query: endless, abort_signal: leaving.signal });
  const refused = expect(asked).rejects.toThrow(/abort/);
  await expect.poll(running).toHaveLength(1);
  leaving.abort();
  await refused;
  await expect.poll(running, { timeout: 5000 }).toHaveLength(0);
});

test("heavy reads do not stand before an insert", async () => {
  await client.command({ query: "CREATE TABLE lanes (a Int64) ENGINE = MergeTree ORDER BY a" });
  const leaving = new AbortController();
  const heavy = Array.from({ length: 6 }, () =>
    client
      .query({
        query: "SELECT sum(sipHash64(number)) FROM numbers(1000000000000)",
        abort_signal: leaving.signal,
      })
      .catch(() => undefined),
  );
  await client.insert({ table: "lanes", values: [[1]], format: "JSONCompactEachRow" });
  leaving.abort();
  await Promise.all(heavy);
  expect(await rows("SELECT toInt32(count()) AS n FROM lanes")).toEqual([{ n: 1 }]);
});

test("a query that runs too long is stopped", async () => {
  const slow = rows("SELECT sum(sipHash64(number)) FROM numbers(1000000000000)", {
    clickhouse_settings: { max_execution_time: 1 },
  });
  await expect(slow).rejects.toMatchObject({ code: "159" });
});
