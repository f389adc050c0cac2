import { createHash } from "node:crypto";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { testStores } from "../testing/stores";
import { sweepFiles } from "./sweep";

it("removes what no artifact names and what was never finished, a day later", async () => {
  const { stores } = await testStores();
  const { files, database } = stores;
  const put = (text: string) => files.put(Readable.from([Buffer.from(text)]), () => undefined);
  const [named, orphan, young] = [await put("named"), await put("orphan"), await put("young")];
  await database.prisma.artifact.create({
    data: { projectId: "default", path: "x", sha256: Uint8Array.from(named.sha256), size: 5n },
  });
  await mkdir(path.join(files.root, "arriving"), { recursive: true });
  await writeFile(path.join(files.root, "arriving", "half"), "hal");
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  const locate = (sha256: Buffer) => {
    const hex = sha256.toString("hex");
    return path.join(files.root, "sha256", hex.slice(0, 2), hex.slice(2, 4), hex);
  };
  for (const file of [locate(named.sha256), locate(orphan.sha256), path.join(files.root, "arriving", "half")])
    await utimes(file, yesterday, yesterday);

  expect(await sweepFiles(database, files)).toEqual({ files: 1, bytes: 6, unfinished: 1 });
  expect(await Promise.all([named, orphan, young].map(({ sha256 }) => files.has(sha256)))).toEqual([
    true,
    false,
    true,
  ]);
  expect(named.sha256).toEqual(createHash("sha256").update("named").digest());
  expect(await sweepFiles(database, files)).toEqual({ files: 0, bytes: 0, unfinished: 0 });
});
