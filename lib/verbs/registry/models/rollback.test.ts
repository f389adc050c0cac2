import { beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { type Context, perform } from "@/lib/verbs/kernel";
import { bypassPolicy } from "@/lib/verbs/registry/policies/bypass-policy";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";
import { putArtifactFor } from "@/lib/verbs/registry/testing/artifact";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import { digestOf } from "@/lib/verbs/registry/versions/shared/digest";
import { getHistory } from "./get-history";
import { getRollback } from "./get-rollback";
import { rollBackModel } from "./roll-back-model";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
  const { olga, stores } = board;
  const userId = olga.actor.kind === "person" ? olga.actor.userId : "";
  const data = { projectId: olga.project.id, userId, grantedBy: "system:test" };
  await stores.database.prisma.bypassRight.create({ data });
});

const found = (name: string, number: number) =>
  board.stores.database.prisma.version.findFirstOrThrow({ where: { number, model: { name } } });
const wayBack = (name: string, who: Context = board.emil) =>
  perform(getRollback, { ...who, input: { name } });
const back = (name: string) =>
  perform(rollBackModel, { ...board.emil, input: { name, reason: "it drifts" } });
const bypass = (name: string, version: number) =>
  perform(bypassPolicy, {
    ...board.olga,
    input: { name, version, to: "Production", reason: "it cannot wait for anybody" },
  });
/** What no way in allows: somebody with the store's own keys. */
const swap = async (name: string, number: number) => {
  const { storage } = await found(name, number);
  const path = `${storage.slice("mlflow-artifacts:/".length)}/weights`;
  await board.stores.database.query(sql`UPDATE artifact SET size = size + 1 WHERE path = ${path}`);
};
/** A model's versions, each with a file of its own, each in turn in Production. */
async function standing(versions: number, enter: (name: string, number: number) => Promise<unknown>) {
  const name = await board.model();
  for (let n = 1; n <= versions; n++) {
    const number = await board.version(name);
    await putArtifactFor(board, name, number, "weights", `of version ${n}`);
    await enter(name, number);
  }
  return name;
}

test("each move keeps the digest of its moment, also of the version that makes room", async () => {
  const name = await standing(2, board.promote);
  const { items } = await perform(getHistory, { ...board.dana, input: { name } });
  const of = async (number: number) =>
    (await digestOf(board.dana, (await found(name, number)).storage, board.dana.stores.database.prisma))
      ?.sha256;
  const [first, second] = [await of(1), await of(2)];
  expect(items.map(({ version, to, digest }) => [version, to, digest])).toEqual([
    [2, "Production", second],
    [1, "Archived", first],
    [1, "Production", first],
  ]);
  expect(await wayBack(name)).toMatchObject({ previous: 1, bytes: "same", currentBytes: "same" });
});

test("nobody goes back to other bytes than stood in Production, however they came there", async () => {
  for (const enter of [bypass, board.promote]) {
    const name = await standing(2, enter);
    await swap(name, 1);
    const page = { code: "stale", message: expect.stringContaining("Ask for it"), page: `/models/${name}/1` };
    await expect(back(name)).rejects.toMatchObject(page);
    expect(await wayBack(name)).toMatchObject({
      previous: 1,
      bytes: "differ",
      you: { mayRollBack: false, whyNot: expect.stringContaining("files of version 1 have changed") },
    });
    const { stood } = await perform(describeVersion, { ...board.dana, input: { name, version: 1 } });
    expect(stood).toMatchObject({ bytes: "differ", until: expect.any(Date) });
    // Asked for, it is judged as it is.
    await board.promote(name, 1);
    expect(await wayBack(name)).toMatchObject({
      current: 1,
      currentBytes: "same",
      previous: 2,
      bytes: "same",
    });
  }
});

test("bytes that changed while nothing guarded them are seen where they stand, and are no way back", async () => {
  const { prisma } = board.stores.database;
  const name = await board.model();
  const { id: modelId } = await prisma.model.findFirstOrThrow({ where: { name } });
  const applied = { modelId, status: "applied", createdBy: "system:test" };
  await prisma.policy.create({ data: { ...applied, number: 1, body: { guards: {} } } });
  for (const number of [await board.version(name), await board.version(name)]) {
    await putArtifactFor(board, name, number, "weights", "as it was");
    await board.move(name, number, "Production");
  }
  await putArtifactFor(board, name, 1, "weights", "swapped");
  await putArtifactFor(board, name, 2, "weights", "swapped");
  await prisma.policy.create({ data: { ...applied, number: 2, body: { guards: { Production: {} } } } });
  expect(await wayBack(name)).toMatchObject({
    current: 2,
    currentBytes: "differ",
    previous: 1,
    bytes: "differ",
  });
  await expect(back(name)).rejects.toMatchObject({ code: "stale" });
});

test("of moves before digests were kept, what their request was pinned to counts; without one nobody knows", async () => {
  const { prisma } = board.stores.database;
  const asBefore = async (name: string, requestId: string | null) => {
    const { modelId, projectId } = await found(name, 1);
    const move = { projectId, modelId, version: 1, actor: "system:test", requestId };
    await prisma.transition.createMany({
      data: [
        { ...move, fromStage: "None", toStage: "Production" },
        { ...move, fromStage: "Production", toStage: "Archived" },
      ],
    });
  };
  const name = await standing(2, board.promote);
  const { id } = await prisma.stageRequest.findFirstOrThrow({
    where: { version: 1, versionId: (await found(name, 1)).id },
  });
  await asBefore(name, id);
  expect(await wayBack(name)).toMatchObject({ previous: 1, bytes: "same" });
  await asBefore(name, null);
  expect(await wayBack(name)).toMatchObject({ previous: 1, bytes: "unknown", you: { mayRollBack: false } });
  await expect(back(name)).rejects.toMatchObject({ code: "stale", message: /was not kept.*Ask for it/ });
});

test("where the files lie elsewhere nobody can compare: one asks, and it says so", async () => {
  const name = await board.model();
  for (let n = 0; n < 2; n++) await board.promote(name, await board.version(name, { run: false }));
  const whyNot = expect.stringMatching(/lie outside Slipway.*Ask for it to enter Production instead/);
  expect(await wayBack(name)).toMatchObject({ bytes: "elsewhere", you: { mayRollBack: false, whyNot } });
  await expect(back(name)).rejects.toMatchObject({ code: "stale", message: whyNot });
  expect(await board.stageOf(name, 2)).toBe("Production");
  await expect(board.promote(name, 1)).resolves.toMatchObject({ status: "applied" });
});

/** Whoever wrote it, this policy holds from now on. */
async function holds(name: string, number: number, guards: object) {
  const { prisma } = board.stores.database;
  const { id: modelId } = await prisma.model.findFirstOrThrow({ where: { name } });
  const data = { ...{ modelId, number, status: "applied", createdBy: "system:test" }, body: { guards } };
  await prisma.policy.create({ data });
}
const markOf = async (name: string, version: number) =>
  (await perform(describeVersion, { ...board.dana, input: { name, version } })).bypass;

test("to what a bypass brought in and nobody ever approved nobody goes back: one asks", async () => {
  const name = await standing(2, bypass);
  const whyNot =
    "Version 1 came into Production past its policy, by olga. Ask for it to enter Production instead.";
  expect(await wayBack(name)).toMatchObject({
    previous: 1,
    bytes: "same",
    wayIn: { how: "bypass", by: "olga" },
    whyAsk: whyNot,
    you: { mayRollBack: false, whyNot },
  });
  const page = `/models/${name}/1`;
  await expect(back(name)).rejects.toMatchObject({ code: "stale", message: whyNot, page });
  expect(await board.stageOf(name, 2)).toBe("Production");
  // Approved once, it is a way back as any other.
  await board.promote(name, 1);
  await board.promote(name, await board.version(name));
  expect(await wayBack(name)).toMatchObject({ previous: 1, wayIn: null, you: { mayRollBack: true } });
});

test("a bypass of what had been approved before is told, and leads back; the mark stays", async () => {
  const name = await standing(2, board.promote);
  await bypass(name, 1);
  await board.promote(name, 2);
  const wayIn = { how: "bypass", by: "olga", at: expect.any(Date) };
  expect(await wayBack(name)).toMatchObject({ previous: 1, wayIn, whyAsk: null, you: { mayRollBack: true } });
  const { id } = await back(name);
  expect(await markOf(name, 1)).toMatchObject({ by: "olga", to: "Production" });
  expect(await perform(getRequest, { ...board.noor, input: { id } })).toMatchObject({ wayIn });
  expect(await markOf(name, 2)).toBeNull();
  // Gone once somebody has approved it.
  await board.promote(name, 2);
  await board.promote(name, 1);
  expect(await markOf(name, 1)).toBeNull();
});

test("where nobody has to approve a rollback leads to what a bypass brought, and its mark stays", async () => {
  const name = await standing(2, bypass);
  await holds(name, 1, {});
  expect(await wayBack(name)).toMatchObject({ wayIn: { how: "bypass" }, whyAsk: null });
  await expect(back(name)).resolves.toMatchObject({ confirmation: null });
  expect(await markOf(name, 1)).toMatchObject({ by: "olga" });
});

test("what entered while no approval was asked is a way back, and is told to both engineers", async () => {
  const name = await board.model();
  await holds(name, 1, {});
  for (const number of [await board.version(name), await board.version(name)])
    await board.move(name, number, "Production");
  expect(await wayBack(name)).toMatchObject({ previous: 1, wayIn: null });
  await holds(name, 2, { Production: {} });
  const wayIn = { how: "unasked", by: "dana", at: expect.any(Date) };
  expect(await wayBack(name)).toMatchObject({ previous: 1, wayIn, whyAsk: null, you: { mayRollBack: true } });
  const { id } = await back(name);
  const seen = () => perform(getRequest, { ...board.noor, input: { id } });
  expect(await seen()).toMatchObject({ wayIn, you: { mayDecide: true } });
  const rows = await board.stores.database.query<{ wayIn: unknown }>(sql`
    SELECT body::jsonb -> 'after' -> 'wayIn' AS "wayIn" FROM audit_event
    WHERE body::jsonb ->> 'action' = 'roll-back-model' AND body::jsonb -> 'target' ->> 'id' = ${id}`);
  expect(rows).toMatchObject([{ wayIn: { how: "unasked", by: "dana" } }]);
  await board.decide(id, "approve", board.noor);
  expect((await seen()).wayIn).toBeNull();
});
