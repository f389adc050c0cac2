import { createHash, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { SlipwayError } from "@/lib/core/errors";
import { pythonDecoded } from "@/lib/core/tracking/artifacts/images";
import { artifactBody } from "@/lib/transports/http/artifact-body";
import { openHouse, request } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { deleteProxied, getByRun, getProxied, listProxied, notSupported, putProxied } from "./artifacts";

let house: Awaited<ReturnType<typeof openHouse>>;
let scientist: Record<string, string>;
let viewer: Record<string, string>;
let run: string;
let root: string;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const encode = (path: string) => path.split("/").map(encodeURIComponent).join("/");
const at = (path: string) => `/api/2.0/mlflow-artifacts/artifacts/${path}`;
type Body = string | Buffer<ArrayBuffer> | ReadableStream<Uint8Array>;

const put = (path: string, body: Body, headers: Record<string, string> = {}, raw = false) =>
  putProxied(
    request(at(raw ? path : encode(path)), {
      method: "PUT",
      headers: { ...scientist, ...headers },
      body,
      ...{ duplex: "half" },
    }),
  );
const get = (path: string, headers: Record<string, string> = {}) =>
  getProxied(request(at(encode(path)), { headers: { ...scientist, ...headers } }));
const list = async (path: string) =>
  (
    await listProxied(
      request(`${at("").slice(0, -1)}?path=${encodeURIComponent(path)}`, { headers: scientist }),
    )
  ).json();
const rows = () => house.stores.database.prisma.artifact.count();

beforeAll(async () => {
  house = await openHouse();
  const [writer, reader] = await Promise.all([
    house.addPerson("writer", "scientist"),
    house.addPerson("reader", "viewer"),
  ]);
  const tokens = await Promise.all([
    house.addToken(writer.id, { role: "scientist", admin: false }),
    house.addToken(reader.id, { role: "viewer", admin: false }),
  ]);
  scientist = bearer(tokens[0].token);
  viewer = bearer(tokens[1].token);
  run = (await perform(createRun, { ...house.system, input: {} })).id;
  root = `0/${run}/artifacts`;
});

describe("upload and download", () => {
  it("keeps every byte and every name", async () => {
    const bytes = randomBytes(3_000_000);
    for (const name of ["a b/ü+1 %41 100%.bin", "e\u0301.txt", "実験/結果.csv"]) {
      expect((await put(`${root}/${name}`, bytes)).status).toBe(200);
      const answer = await get(`${root}/${name}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
      expect(answer.headers.get("etag")).toBe(`"${createHash("sha256").update(bytes).digest("hex")}"`);
    }
    expect(await list(root)).toEqual({
      files: [
        { path: "a b", is_dir: true },
        { path: "e\u0301.txt", is_dir: false, file_size: 3_000_000 },
        { path: "実験", is_dir: true },
      ],
    });
    expect(await list(`${root}/nowhere`)).toEqual({});
  });

  it("replaces, and takes an empty file", async () => {
    await put(`${root}/again`, "one");
    await put(`${root}/again`, "");
    const answer = await get(`${root}/again`);
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([
      200,
      "0",
      "",
    ]);
  });

  it("serves what could hurt as nothing but bytes (C8)", async () => {
    await put(`${root}/évil".html`, "<script>alert(1)</script>", { "content-type": "text/html" });
    const { headers } = await get(`${root}/évil".html`);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("content-disposition")).toBe(
      "attachment; filename=\"_vil_.html\"; filename*=UTF-8''%C3%A9vil%22.html",
    );
  });

  it("tells the type of a name, and the whole name (RFC 6266)", async () => {
    const shown = async (name: string) => {
      await put(`${root}/${name}`, "x", { "content-type": "text/html" });
      const { headers } = await get(`${root}/${name}`);
      return [headers.get("content-type"), headers.get("content-disposition")];
    };
    expect(await shown("MLmodel")).toEqual(["text/plain", "attachment; filename=MLmodel"]);
    expect(await shown("a.png")).toEqual(["image/png", "attachment; filename=a.png"]);
    expect(await shown('a "b" c.pdf')).toEqual(["application/pdf", 'attachment; filename="a \\"b\\" c.pdf"']);
  });

  it.each([
    ["bytes=2-4", 206, "cde", "bytes 2-4/10"],
    ["bytes=-3", 206, "hij", "bytes 7-9/10"],
    ["bytes=8-", 206, "ij", "bytes 8-9/10"],
    ["bytes=5-100", 206, "fghij", "bytes 5-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=4-2", 200, "abcdefghij", null],
    ["bytes=0-1,4-5", 200, "abcdefghij", null],
    ["lines=1-2", 200, "abcdefghij", null],
  ])("range %s", async (range, status, body, contentRange) => {
    await put(`${root}/ten`, "abcdefghij");
    const answer = await get(`${root}/ten`, { range });
    expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  it("answers 304 to who has it, and the whole to an If-Range of another file", async () => {
    await put(`${root}/ten`, "abcdefghij");
    const etag = (await get(`${root}/ten`)).headers.get("etag") ?? "";
    expect((await get(`${root}/ten`, { "if-none-match": etag })).status).toBe(304);
    expect((await get(`${root}/ten`, { range: "bytes=0-1", "if-range": etag })).status).toBe(206);
    expect((await get(`${root}/ten`, { range: "bytes=0-1", "if-range": '"other"' })).status).toBe(200);
  });

  it("finds an image of a step under the name that old clients make of the listed one", async () => {
    const uuid = "aff1c478-59ca-4fd8-b16b-23e930585f03";
    const name = `images/loss%step%10%timestamp%1795248127522%${uuid}.png`;
    await put(`${root}/${name}`, "png");
    await put(`${root}/${name.replace("%10", "%11")}`, "another");
    const asked = `images/loss%step\u0010%timestamp\u001795248127522\ufffd${uuid.slice(2)}.png`;
    expect(pythonDecoded(name)).toBe(asked);
    expect(await (await get(`${root}/${asked}`)).text()).toBe("png");
    expect(await (await get(`${root}/${name}`)).text()).toBe("png");
    expect((await get(`${root}/${asked.replace("loss", "gone")}`)).status).toBe(404);
  });

  it("is asked by run, too", async () => {
    await put(`${root}/sub/x`, "by run");
    const answer = await getByRun(request(`/get-artifact?run_uuid=${run}&path=sub%2Fx`, { headers: viewer }));
    expect(await answer.text()).toBe("by run");
  });

  it("deletes a file or a tree, says so in the trail, and again", async () => {
    await put(`${root}/tree/a`, "1");
    await put(`${root}/tree/b/c`, "2");
    await put(`${root}/tree0`, "not below it");
    for (let time = 0; time < 2; time++) {
      const gone = await deleteProxied(
        request(at(encode(`${root}/tree`)), { method: "DELETE", headers: scientist }),
      );
      expect(gone.status).toBe(200);
    }
    expect(await list(`${root}/tree`)).toEqual({});
    expect((await get(`${root}/tree0`)).status).toBe(200);
    const trail = await house.stores.database.prisma.auditEvent.findMany({
      where: { action: "delete-artifact" },
      orderBy: { seq: "asc" },
    });
    expect(trail.map(({ body }) => JSON.parse(body).before.files)).toEqual([2, 0]);
  });
});

describe("what is refused", () => {
  it.each([
    "..%2f..%2fetc%2fpasswd",
    "0/%252e%252e%252fpasswd",
    "..%5cwin.ini",
    "C%3A%5Cx",
    "%2Fetc%2Fpasswd",
    "file%3A%2F%2F%2Fetc%2Fpasswd",
    "a%2F.%2Fb",
    "a%2F%2Fb",
    "a%00b",
    "a%0Ab",
    "%1b%5b2J",
    "a%E2%80%AEb",
    "a%ff",
    `${"x".repeat(300)}/y`,
    "x/".repeat(600).concat("y"),
  ])("the path %s", async (path) => {
    const before = await rows();
    expect((await put(path, "x", {}, true)).status).toBe(400);
    expect((await getProxied(request(at(path), { headers: scientist }))).status).toBe(400);
    expect(await rows()).toBe(before);
  });

  it("a body that is short of its Content-Length: nothing is visible", async () => {
    const answer = await put(`${root}/short`, "12345", { "content-length": "10" });
    expect(answer.status).toBe(400);
    expect((await get(`${root}/short`)).status).toBe(404);
  });

  it("a body that breaks off: nothing is visible", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(Buffer.from("some"));
        controller.error(new Error("reset"));
      },
    });
    expect((await put(`${root}/broken`, body)).status).toBe(400);
    expect((await get(`${root}/broken`)).status).toBe(404);
  });

  it("a body that stalls", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from("so")),
    });
    const stalling = request(at("x"), { method: "PUT", body, ...{ duplex: "half" } });
    const reading = async () => {
      for await (const _ of artifactBody(stalling, 30).bytes);
    };
    await expect(reading()).rejects.toMatchObject(
      new SlipwayError("stalled", "The upload stalled: no bytes came for 30 seconds. Send it again."),
    );
  });

  it("runs, experiments and logged models that are not this project's", async () => {
    const { prisma } = house.stores.database;
    await prisma.project.create({ data: { id: "other", slug: "other", name: "Other" } });
    const foreign = await prisma.experiment.create({
      data: { projectId: "other", name: "theirs", artifactLocation: "mlflow-artifacts:/x" },
    });
    for (const path of [
      `${foreign.id}/${run}/artifacts/x`,
      `0/${"f".repeat(32)}/artifacts/x`,
      "999999/x",
      "0/models/m-1/x",
    ])
      expect([path, (await put(path, "x")).status]).toEqual([path, 404]);
  });

  it("a run in the trash", async () => {
    const gone = (await perform(createRun, { ...house.system, input: {} })).id;
    await house.stores.database.prisma.run.update({
      where: { id: gone },
      data: { lifecycleStage: "deleted" },
    });
    expect((await put(`0/${gone}/artifacts/x`, "x")).status).toBe(400);
  });

  it("a file where a folder is, and the other way round", async () => {
    await put(`${root}/name/inside`, "x");
    expect((await put(`${root}/name`, "x")).status).toBe(400);
    expect((await put(`${root}/name/inside/deeper`, "x")).status).toBe(400);
  });

  it("who may not: nobody 401, a viewer 403", async () => {
    const asked = (headers: Record<string, string>) =>
      putProxied(request(at(`${root}/no`), { method: "PUT", headers, body: "x" }));
    expect((await asked({})).status).toBe(401);
    expect((await asked(viewer)).status).toBe(403);
    expect(
      (await notSupported(request("/api/2.0/mlflow-artifacts/mpu/create/x", { method: "POST" }))).status,
    ).toBe(401);
  });

  it("multipart and presigned transfers, in the words that make the client fall back", async () => {
    const answer = await notSupported(
      request("/api/2.0/mlflow-artifacts/mpu/create/x", { method: "POST", headers: scientist }),
    );
    const body: { error_code: string; message: string } = await answer.json();
    expect([answer.status, body.error_code]).toEqual([501, "NOT_IMPLEMENTED"]);
    expect(body.message).toMatch(/^Multipart upload is not supported for the current artifact repository/);
  });
});
