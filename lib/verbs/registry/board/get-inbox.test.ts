import { beforeAll, expect, it } from "vitest";
import { type Context, perform } from "@/lib/verbs/kernel";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { updateRun } from "@/lib/verbs/tracking/runs/update-run";
import { getInbox } from "./get-inbox";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});
const inbox = (who: Context) => perform(getInbox, { ...who, input: {} });
const waitingOf = async (who: Context) => (await inbox(who)).counts.waiting;

it("shows an engineer what waits, oldest first, and whoever asked what became of it", async () => {
  const { model, version, ask, decide, dana, paul, emil, noor, vera } = board;
  const [first, second] = [await model(), await model()];
  const asked = [await ask(first, await version(first)), await ask(second, await version(second))];
  const ids = asked.map(({ id }) => id);
  const seen = await inbox(emil);
  expect(seen.waiting.map(({ id }) => id)).toEqual(ids);
  expect(seen.counts.waiting).toBe(2);
  expect(await perform(getInbox, { ...emil, input: { counts: true } })).toMatchObject({
    waiting: [],
    counts: { waiting: 2 },
  });

  const hers = await inbox(dana);
  expect(hers.waiting).toEqual([]);
  expect(hers.mine.map(({ id, with: names }) => [id, names])).toEqual(
    ids.map((id) => [id, ["emil", "noor", "olga"]]),
  );
  expect((await inbox(paul)).mine).toEqual([]);

  await decide(asked[0]?.id ?? "", "approve", emil);
  await decide(asked[1]?.id ?? "", "changes", noor);
  const after = await inbox(dana);
  expect(after.decided.map(({ id, status }) => [id, status])).toEqual([[asked[0]?.id, "applied"]]);
  expect(after.mine).toMatchObject([{ status: "changes-requested", you: { mayRevise: true } }]);
  // the turn is hers now
  expect([await waitingOf(dana), await waitingOf(emil)]).toEqual([1, 0]);
  expect((await inbox(emil)).decided.map(({ id }) => id)).toEqual([asked[0]?.id]);
  expect((await inbox(paul)).decided).toEqual([]);

  const viewers = await inbox(vera);
  expect(viewers).toMatchObject({ waiting: [], mine: [], decided: [], counts: { waiting: 0 } });
  expect(viewers.lastDecision).toBeInstanceOf(Date);
  expect(viewers.production.map(({ model: name, version: number }) => [name, number])).toEqual([[first, 1]]);
});

it("asks an engineer to confirm another's rollback, and to agree to a policy that loosens", async () => {
  const { model, version, promote, policy, emil, noor, dana } = board;
  const name = await model();
  await promote(name, await version(name));
  await promote(name, await version(name));
  const [emils, noors] = [await waitingOf(emil), await waitingOf(noor)];
  const rollback = await perform(rollBackModel, { ...emil, input: { name, reason: "it is worse" } });
  await policy(name, { guards: {} }, emil);
  const seen = await inbox(noor);
  expect(seen.waiting.at(-1)).toMatchObject({ id: rollback.id, kind: "rollback" });
  expect(seen.policies).toMatchObject([{ model: name, number: 1, by: "emil" }]);
  expect([await waitingOf(emil), await waitingOf(noor)]).toEqual([emils, noors + 2]);
  expect((await inbox(dana)).policies).toEqual([]);
});

it("names who may decide: never who has a hand in it, nor who has given a word", async () => {
  const { model, version, policy, ask, decide, emil, noor } = board;
  const name = await model();
  await policy(name, { guards: { Production: { approvals: 2 } } });
  const { id } = await ask(name, await version(name, {}, noor));
  const names = async () => (await perform(getRequest, { ...emil, input: { id } })).deciders;
  expect(await names()).toEqual(["emil", "olga"]);
  await decide(id, "approve", emil);
  expect(await names()).toEqual(["olga"]);
});

it("shows a scientist the runs that run or failed, of nobody else's", async () => {
  const { paul, dana } = board;
  const make = async (status: string | null) => {
    const { id } = await perform(createRun, {
      ...paul,
      input: { experimentId: "0", startTime: Date.now() - 60_000 },
    });
    if (status !== null)
      await perform(updateRun, { ...paul, input: { runId: id, status, endTime: Date.now() } });
    return id;
  };
  const [running, failed] = [await make(null), await make("FAILED"), await make("FINISHED")];
  expect((await inbox(paul)).runs.map(({ id, status }) => [id, status])).toEqual([
    [running, "RUNNING"],
    [failed, "FAILED"],
  ]);
  expect((await inbox(dana)).runs.some(({ id }) => id === running)).toBe(false);
});
