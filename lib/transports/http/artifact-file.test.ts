import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { openHouse, request } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { previewArtifact } from "@/lib/verbs/tracking/artifacts/preview-artifact";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { serveRunFile } from "./artifact-file";

let house: Awaited<ReturnType<typeof openHouse>>;
let viewer: Record<string, string>;
let run: string;

beforeAll(async () => {
  house = await openHouse();
  const reader = await house.addPerson("reader", "viewer");
  const { token } = await house.addToken(reader.id, { role: "viewer", admin: false });
  viewer = { authorization: `Bearer ${token}` };
  run = (await perform(createRun, { ...house.system, input: {} })).id;
});

const put = (path: string, content: string | Buffer) =>
  perform(putArtifact, {
    ...house.system,
    input: { runId: run, path, bytes: Readable.from([Buffer.from(content)]) },
  });

describe("previews", () => {
  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(40)]);
  const preview = async (name: string, bytes: Buffer<ArrayBuffer> | string) => {
    await put(name, bytes);
    return perform(previewArtifact, { ...house.system, input: { runId: run, path: name } });
  };

  it.each([
    ["p.txt", "plain", "text", false],
    ["p.json", '{"a":1}', "json", false],
    ["p.csv", "a,b\n1,2", "csv", false],
    ["p.png", png, "image", false],
    ["not-an-image.png", "<svg onload=alert(1)>", "text", false],
    ["p.bin", Buffer.from([1, 0, 2]), "binary", false],
    ["p.latin1", Buffer.from([0xe9, 0x20]), "binary", false],
    ["empty", "", "text", false],
    ["m.pkl", Buffer.from([0x80, 0x04, 0x95, 0, 0]), "binary", true],
    ["m.pt", Buffer.from("PK\u0003\u0004\0\0archive/data.pkl"), "binary", true],
  ] as const)("%s", async (name, bytes, kind, pickled) => {
    const seen = await preview(name, typeof bytes === "string" ? bytes : Buffer.from(bytes));
    expect([seen.kind, seen.containsPickle]).toEqual([kind, pickled]);
  });

  it("shows the first 256 KB of a long text, cut between characters", async () => {
    const seen = await preview("long.json", `x${"ü".repeat(300_000)}`);
    expect([seen.kind, seen.truncated, seen.text?.length]).toEqual(["text", true, 131_072]);
  });

  it("shows an image inline by its own type, and nothing else", async () => {
    await put("i.html", png);
    await put("i.svg", "<svg/>");
    const file = (name: string) =>
      serveRunFile(request(`/api/runs/${run}/artifacts/file?path=${name}&inline=1`, { headers: viewer }), {
        params: Promise.resolve({ runId: run }),
      });
    const [image, svg] = [await file("i.html"), await file("i.svg")];
    const shown = ({ headers }: Response) => [
      headers.get("content-type"),
      headers.get("content-disposition")?.split(";")[0],
    ];
    expect(shown(image)).toEqual(["image/png", "inline"]);
    expect(shown(svg)).toEqual(["application/octet-stream", "attachment"]);
    await image.body?.cancel();
    await svg.body?.cancel();
  });

  it("says of an image whose bytes are gone that they are", async () => {
    const { sha256 } = await put("gone.png", Buffer.concat([png, Buffer.from("gone")]));
    await house.stores.files.remove(Buffer.from(sha256, "hex"));
    const response = await serveRunFile(
      request(`/api/runs/${run}/artifacts/file?path=gone.png&inline=1`, { headers: viewer }),
      { params: Promise.resolve({ runId: run }) },
    );
    expect([response.status, (await response.json()).detail]).toEqual([
      404,
      expect.stringContaining("not in the files store"),
    ]);
  });
});
