import { beforeAll, describe, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { openHouse, params, request } from "@/lib/transports/session/testing/house";
import { searchRuns } from "@/lib/verbs/tracking/runs/search-runs";
import { serve } from "./serve";
import { serveMetrics } from "./serve-metrics";

let house: Awaited<ReturnType<typeof openHouse>>;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  house = await openHouse();
  const admin = await house.addPerson("admin", "viewer", true);
  const engineer = await house.addPerson("engineer", "engineer");
  const tokenOf = async (id: string, isAdmin: boolean, scopes?: ("read" | "runs:write")[]) =>
    (await house.addToken(id, { role: "scientist", admin: isAdmin }, scopes)).token;
  tokens.admin = await tokenOf(admin.id, true, ["read"]);
  tokens.writing = await tokenOf(admin.id, true, ["runs:write"]);
  tokens.engineer = await tokenOf(engineer.id, false, ["read"]);
});

const host = "127.0.0.1:3000";
const asked = (headers: Record<string, string>, ip: string) =>
  serveMetrics(request("/metrics", { headers, ip }));
const bearer = (who: string) => ({ authorization: `Bearer ${tokens[who]}` });

it("tells requests, the journal, jobs and memory in Prometheus' words", async () => {
  await serve({ GET: searchRuns }).GET(request("/api/runs"), params({}));
  perProcess.waitingBytes = 4711;
  perProcess.succeeded.set("days", 1_700_000_000_000);
  const response = await asked({ host }, "127.0.0.1");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  expect(text).toContain('slipway_request_seconds_count{verb="search-runs",status="4xx"} 1');
  expect(text).toContain("slipway_journal_waiting_bytes 4711");
  expect(text).toContain('slipway_job_last_success_timestamp_seconds{job="days"} 1700000000');
  expect(text).toMatch(/^process_resident_memory_bytes [1-9]/m);
});

describe("who may", () => {
  it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("whoever asks on this machine: %s", async (ip) => {
    expect((await asked({ host }, ip)).status).toBe(200);
    expect((await asked({ host: "localhost:3000" }, ip)).status).toBe(200);
  });

  it.each([
    ["another machine", { host }, "192.0.2.1"],
    ["a proxy for somebody else", { host, "x-forwarded-for": "192.0.2.1" }, "127.0.0.1"],
    ["a proxy that says so otherwise", { host, via: "1.1 front" }, "127.0.0.1"],
    ["a name that was made to mean this machine", { host: "evil.example.org" }, "127.0.0.1"],
  ])("without a token not %s", async (_, headers, ip) => {
    const response = await asked(headers, ip);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain("slipway_request");
  });

  it("elsewhere an admin's token that may read, and no other", async () => {
    const statuses = ["admin", "writing", "engineer"].map(
      async (who) => (await asked({ host, ...bearer(who) }, "192.0.2.1")).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 403, 403]);
  });
});
