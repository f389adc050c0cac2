import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { decidePolicy } from "@/lib/verbs/registry/policies/decide-policy";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { previewMove } from "./preview-move";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

const preview = (name: string, version: number, to: string, more: object = {}) =>
  perform(previewMove, { ...board.vera, input: { name, version, to, ...more } });
const statusOf = async (id: string) => (await perform(getRequest, { ...board.vera, input: { id } })).status;

it("names the open request of a version that would be archived, and who asked, and moves nothing", async () => {
  const { model, version, ask, move, stageOf } = board;
  const name = await model();
  for (const _ of [1, 2]) await version(name);
  const [asked, other] = [await ask(name, 1), await ask(name, 2)];
  expect(await preview(name, 1, "Archived")).toMatchObject({
    ...{ from: "None", to: "Archived", guarded: false, aliases: [] },
    moves: [{ version: 1, from: "None", to: "Archived" }],
    stale: [{ id: asked.id, version: 1, to: "Production", status: "open", requestedBy: "dana" }],
  });
  expect([await stageOf(name, 1), await statusOf(asked.id)]).toEqual(["None", "open"]);
  await move(name, 1, "Archived");
  expect([await statusOf(asked.id), await statusOf(other.id)]).toEqual(["stale", "open"]);
  expect((await preview(name, 1, "Archived")).moves).toEqual([]);
});

it("tells of an approval what comes in, what goes out, and every other request of the model", async () => {
  const { model, version, policy, promote, ask, decide } = board;
  const name = await model();
  for (const _ of [1, 2, 3]) await version(name);
  await policy(name, { guards: { Production: { aliases: ["champion"] } } });
  await promote(name, 1);
  const [second, third] = [await ask(name, 2), await ask(name, 3, board.paul)];
  const told = await preview(name, 2, "Production", { request: second.id });
  expect(told).toMatchObject({
    guarded: true,
    moves: [
      { version: 1, from: "Production", to: "Archived" },
      { version: 2, from: "None", to: "Production" },
    ],
    aliases: [{ alias: "champion", version: 1 }],
    stale: [{ id: third.id, version: 3, requestedBy: "paul" }],
  });
  await decide(second.id, "approve");
  expect([await statusOf(second.id), await statusOf(third.id)]).toEqual(["applied", "stale"]);
});

it("leaves out what has expired, and knows nothing of a version that is not there", async () => {
  const { model, version, ask, stores } = board;
  const name = await model();
  await version(name);
  const { id } = await ask(name, 1);
  await stores.database.prisma.stageRequest.update({ where: { id }, data: { expiresAt: new Date(0) } });
  expect((await preview(name, 1, "Staging")).stale).toEqual([]);
  await expect(preview(name, 9, "Staging")).rejects.toMatchObject({ code: "not-found" });
});

it("agrees with the move itself: into Production, and into a Staging that is cleared", async () => {
  const { model, version, policy, ask, move, emil, stores } = board;
  const name = await model();
  for (const _ of [1, 2, 3]) await version(name);
  await policy(name, { guards: { Production: { approvals: 0 }, Archived: { approvals: 1 } } });
  await perform(decidePolicy, { ...board.noor, input: { name, decision: "approve" } });
  await move(name, 1, "Production", emil);
  await move(name, 2, "Staging");
  // One after the other: the preview names them by when they were asked.
  const ids = async () => {
    const asked: string[] = [];
    for (const number of [1, 2, 3]) asked.push((await ask(name, number, board.dana, "Archived")).id);
    return asked;
  };
  const staleNow = async (among: string[]) =>
    (await stores.database.prisma.stageRequest.findMany({ where: { status: "stale", id: { in: among } } }))
      .length;

  const first = await ids();
  const intoProduction = await preview(name, 3, "Production");
  expect(intoProduction.stale.map(({ id }) => id)).toEqual(first);
  expect((await move(name, 3, "Production", emil)).moved).toEqual(intoProduction.moves);
  expect(await staleNow(first)).toBe(3);

  const again = await Promise.all(
    [2, 3].map(async (number) => (await ask(name, number, board.dana, "Archived")).id),
  );
  const cleared = await preview(name, 1, "Staging", { archiveExistingVersions: true });
  expect(cleared.moves).toEqual([
    { version: 2, from: "Staging", to: "Archived" },
    { version: 1, from: "Archived", to: "Staging" },
  ]);
  expect(cleared.stale.map(({ id }) => id)).toEqual(again.slice(0, 1));
});
