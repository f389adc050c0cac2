import { beforeAll, describe, expect, it } from "vitest";
import { bodyBytes } from "@/lib/core/body-bytes";
import { openHouse, params, request } from "@/lib/transports/session/testing/house";
import { perform, type Verb } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { allVerbs } from "@/lib/verbs/testing/all-verbs";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { serveEvents } from "./http/events";
import { serve } from "./http/serve";
import { deleteProxied, putProxied, uploadByRun } from "./mlflow/artifacts";
import { serveMlflow } from "./mlflow/route";
import { endpoints } from "./mlflow/table";

let house: Awaited<ReturnType<typeof openHouse>>;
let viewer: Record<string, string>;
let scientist: Record<string, string>;
beforeAll(async () => {
  house = await openHouse();
  const tokenOf = async (role: "viewer" | "scientist") => {
    const { id } = await house.addPerson(role, role);
    const { token } = await house.addToken(id, { role, admin: false });
    return { authorization: `Bearer ${token}` };
  };
  viewer = await tokenOf("viewer");
  scientist = await tokenOf("scientist");
});

/** A body that says nothing of use, of a type that is not taken: whoever looks at it first says 400 or 415. */
const broken = { body: "{", headers: { "content-type": "text/plain" } };
const asked = (path: string, method: string, headers: Record<string, string> = {}) =>
  request(path, { method, body: broken.body, headers: { ...broken.headers, ...headers } });
const needsWriter = ({ needs }: Verb) => needs.endsWith(":write") || needs === "decide";
const refusals = () =>
  house.stores.database.prisma.auditEvent.count({ where: { body: { contains: '"outcome":"refused"' } } });

const verbs = await allVerbs();

describe("our own API", () => {
  const send = async (verb: Verb, headers: Record<string, string> = {}, at = {}) => {
    const sent = asked("/api/anything", "POST", headers);
    const { status } = await serve({ POST: verb }).POST(sent, params(at));
    return [verb.name, status, sent.bodyUsed];
  };

  it("nobody is told 401 before anything is read", async () => {
    for (const verb of verbs.filter(({ needs }) => needs !== "nothing"))
      expect(await send(verb)).toEqual([verb.name, 401, false]);
  });

  it("a viewer is told 403 before anything is read, and the trail has it", async () => {
    for (const verb of verbs.filter(needsWriter)) {
      const before = await refusals();
      expect(await send(verb, viewer)).toEqual([verb.name, 403, false]);
      expect([verb.name, (await refusals()) - before]).toEqual([verb.name, verb.audited ? 1 : 0]);
    }
  });

  it("the trail says of what, as far as the address does", async () => {
    await send(deleteModel, viewer, { name: "churn" });
    const last = await house.stores.database.prisma.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(last.body).toContain('"target":{"id":"delete-model","name":"churn","type":"verb"}');
  });

  it("who may is told what is wrong with the body", async () => {
    // Its first bytes are looked at: a body that holds nothing needs no type.
    expect(await send(createModel, scientist)).toEqual(["create-model", 415, true]);
  });
});

describe("MLflow's wire", () => {
  const withBody = endpoints.filter(({ method }) => method !== "GET");
  const send = async ({ method, path }: (typeof endpoints)[number], headers: Record<string, string> = {}) => {
    const sent = asked(`/api/2.0/mlflow/${path.replace(/:\w+/g, "x")}`, method, headers);
    const { status } = await serveMlflow(sent);
    return [path, status, sent.bodyUsed];
  };

  it("nobody is told 401 before anything is read", async () => {
    for (const endpoint of withBody) expect(await send(endpoint)).toEqual([endpoint.path, 401, false]);
  });

  it("a viewer is told 403 before anything is read", async () => {
    for (const endpoint of withBody.filter(({ verb }) => needsWriter(verb)))
      expect(await send(endpoint, viewer)).toEqual([endpoint.path, 403, false]);
  });

  it("a body is as large as its verb says, and no larger", async () => {
    const run = await perform(createRun, { ...house.system, input: {} });
    const post = async (path: string, bytes: number) => {
      const body = JSON.stringify({ run_id: run.id, key: "a", value: "1", unknown: "x".repeat(bytes) });
      const headers = { ...scientist, "content-type": "application/json" };
      return (await serveMlflow(request(`/api/2.0/mlflow/${path}`, { method: "POST", body, headers })))
        .status;
    };
    expect(await post("registered-models/get-latest-versions", bodyBytes.small)).toBe(413);
    expect(await post("runs/log-parameter", bodyBytes.small)).toBe(200);
    expect(await post("runs/log-parameter", bodyBytes.batch)).toBe(413);
  });
});

it("streams have no door of their own: 401 and 403, with nothing read and nothing listened to", async () => {
  const path = "/api/2.0/mlflow-artifacts/artifacts/0/a/b";
  const upload = "/api/2.0/mlflow/upload-artifact?run_uuid=a&path=b";
  for (const [headers, status] of [
    [{}, 401],
    [viewer, 403],
  ] as const)
    for (const [serveFile, method, at] of [
      [putProxied, "PUT", path],
      [deleteProxied, "DELETE", path],
      [uploadByRun, "POST", upload],
    ] as const) {
      const sent = asked(at, method, { ...headers, "content-length": "many" });
      expect([method, (await serveFile(sent)).status, sent.bodyUsed]).toEqual([method, status, false]);
    }
  expect((await serveEvents(request("/api/events"))).status).toBe(401);
});
