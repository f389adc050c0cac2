import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import { digestOf } from "./digest";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

const sha256 = (of: string) => createHash("sha256").update(of).digest();
const fileOf = (path: string, index: number) => ({ path, sha256: sha256(path), size: BigInt(index) ** 5n });
/** As it is documented: lines of path NUL size NUL sha256, sorted by the path's bytes. */
function documented(files: ReturnType<typeof fileOf>[], root: string) {
  const hash = createHash("sha256");
  for (const { path, size, sha256 } of files.toSorted((a, b) =>
    Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)),
  ))
    hash.update(`${path.slice(root.length + 1)}\0${size}\0${sha256.toString("hex")}\n`);
  return hash.digest("hex");
}
const names = [
  ...[
    "a",
    "B",
    "b",
    "a/b",
    "a-b",
    "a.b",
    "a0",
    "a b",
    "a/b/c",
    "Z",
    "z",
    "_",
    "~",
    "0",
    "10",
    "9",
    "back%20slash",
  ],
  ...[
    "é",
    "e\u0301",
    "É",
    "ß",
    "ss",
    "İ",
    "ı",
    "Ω",
    "ж",
    "日本/語",
    "\u{1f600}",
    "\uffee",
    "\ufb01",
    "\u{10ffff}",
    "ا",
  ],
  ...Array.from(
    { length: 2000 },
    (_, n) => `many/${(n * 7919) % 2000}.${String.fromCodePoint(0x61 + n * 13)}`,
  ),
].filter((name) => !/\p{Surrogate}|\p{Cc}/u.test(name));
const store = (files: ReturnType<typeof fileOf>[]) =>
  board.stores.database.prisma.artifact.createMany({
    data: files.map(({ sha256, ...file }) => ({
      projectId: "default",
      sha256: new Uint8Array(sha256),
      ...file,
    })),
  });
/** The database, telling of each statement of raw SQL that reads artifacts how many rows it answered. */
function watched() {
  const { database } = board.stores;
  const answered: number[] = [];
  const prisma = new Proxy(database.prisma, {
    get(target, key) {
      if (key !== "$queryRaw") return Reflect.get(target, key);
      return async (query: Parameters<typeof target.$queryRaw>[0]) => {
        const rows = await target.$queryRaw<unknown[]>(query);
        if ("sql" in query && query.sql.includes("FROM artifact")) answered.push(rows.length);
        return rows;
      };
    },
  });
  return { prisma, answered };
}

describe("a version's digest", () => {
  it("is what its files make by the documented formula, whatever their names, and is made where they are", async () => {
    const files = names.map((name, index) => fileOf(`unï/model/${name}`, index));
    await store([...files, fileOf("unï/model.txt", 1), fileOf("unï/model0", 1), fileOf("unï/modelé", 1)]);
    // Before: each file's row was brought here.
    const { prisma, answered } = watched();
    expect(await digestOf(board.dana, "mlflow-artifacts:/unï/model", prisma)).toEqual({
      sha256: documented(files, "unï/model"),
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + Number(size), 0),
    });
    expect(answered).toEqual([1]);
  });

  it("is that of one file where the source is one, of nothing where nothing is there, and none elsewhere", async () => {
    const { dana, stores } = board;
    const of = (source: string) => digestOf(dana, source, stores.database.prisma);
    const file = fileOf("one/file.bin", 3);
    await store([file]);
    const sha256 = documented([file], file.path);
    expect(await of("mlflow-artifacts:/one/file.bin")).toEqual({ sha256, files: 1, bytes: 243 });
    expect(await of("mlflow-artifacts:/nothing")).toEqual({ sha256: documented([], ""), files: 0, bytes: 0 });
    expect(await of("s3://bucket/x")).toBeNull();
  });

  // Before: once for itself and once more for the time in Production.
  it("is read once for a version's page, and kept with its move as it was judged", async () => {
    const { dana, stores } = board;
    const name = await board.model();
    const files = [fileOf("kept/model/a", 1), fileOf("kept/model/b", 2)];
    await store(files);
    await perform(createVersion, { ...dana, input: { name, source: "mlflow-artifacts:/kept/model" } });
    await board.promote(name, 1);
    const { prisma, answered } = watched();
    const database = Object.create(stores.database, { prisma: { value: prisma } });
    const input = { name, version: 1 };
    const page = await perform(describeVersion, { ...dana, stores: { ...stores, database }, input });
    expect(answered.filter((rows) => rows === 1)).toHaveLength(1);
    const sha256 = documented(files, "kept/model");
    expect(page).toMatchObject({ digest: { sha256, files: 2, bytes: 33 }, stood: { bytes: "same" } });
    const kept = await stores.database.prisma.transition.findMany({ where: { digest: sha256 } });
    expect(kept.map(({ toStage }) => toStage)).toEqual(["Production"]);
  });
});
