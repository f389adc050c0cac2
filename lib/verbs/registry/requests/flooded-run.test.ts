import { beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { perform } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

const bound = { kind: "bound", metric: "auc", better: "higher", bound: 0.5 };
const against = { kind: "production", metric: "auc", better: "higher" };
const guarded = (gates: object[], more: object = {}) => ({ guards: { Production: { gates, ...more } } });

const runOf = async (name: string, number: number) =>
  (await board.stores.database.prisma.version.findFirstOrThrow({ where: { number, model: { name } } }))
    .runId ?? "";
const log = async (name: string, number: number, key: string, value: number) =>
  perform(logBatch, {
    ...board.paul,
    input: { runId: await runOf(name, number), metrics: [{ key, value, timestamp: 1, step: 9 }] },
  });

test("a run with hundreds of thousands of keys, which anybody may log, is asked and decided within a decision's time", async () => {
  const name = await board.model();
  await board.policy(name, guarded([bound]));
  const number = await board.version(name, { auc: 0.9 });
  await board.stores.database.query(sql`
    INSERT INTO run_metric (run_id, key, value, step, timestamp, min_step, max_step, min_timestamp, max_timestamp)
    SELECT ${await runOf(name, number)}, 'k' || n, n, 0, 0, 0, 0, 0, 0 FROM generate_series(1, 300000) n`);
  const { id } = await board.ask(name, number);
  expect((await board.decide(id, "approve")).status).toBe("applied");
  const { evidence } = await board.stores.database.prisma.transition.findFirstOrThrow({
    where: { requestId: id },
  });
  // What the policy asks for is kept whatever else was logged.
  expect(evidence).toEqual(expect.arrayContaining([expect.objectContaining({ key: "auc", value: 0.9 })]));
});

test("whoever logs to Production's run stops nobody's approval", async () => {
  const name = await board.model();
  await board.policy(name, guarded([against]));
  await board.promote(name, await board.version(name, { auc: 0.8 }));
  const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
  await log(name, 1, "auc", 0.1);
  expect((await board.decide(id, "approve")).status).toBe("applied");
});

test("what is logged besides is looked at again, and takes no approval away that was given", async () => {
  const name = await board.model();
  await board.policy(name, guarded([bound], { approvals: 2 }));
  const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
  await board.decide(id, "approve", board.emil);
  await log(name, 1, "another", 1);
  await expect(board.decide(id, "approve", board.noor)).rejects.toMatchObject({ code: "evidence-changed" });
  expect((await board.decide(id, "approve", board.noor)).status).toBe("applied");
});
