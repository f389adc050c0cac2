import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { perform } from "@/lib/verbs/kernel";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { checkGates } from "@/lib/verbs/registry/policies/check-gates";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";

const migration = "prisma/migrations/20261128000044_late_evidence/migration.sql";
let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

/** What the upgrade does to what stands in a stage. */
async function upgrade(): Promise<void> {
  const filling = /INSERT INTO late_evidence [^;]*/.exec(readFileSync(migration, "utf8"))?.[0];
  const client = await board.stores.database.connect();
  await client.query(`${filling} ON CONFLICT DO NOTHING`).finally(() => client.end());
}

it("compares with what Production's run said at the upgrade, whatever is logged to it since", async () => {
  const name = await board.model();
  const against = { kind: "production", metric: "auc", better: "higher" };
  await board.policy(name, { guards: { Production: { gates: [against] } } });
  const { prisma } = board.stores.database;
  const model = await prisma.model.findFirstOrThrow({ where: { name } });
  const log = async (metrics: object[]) => {
    const { runId } = await prisma.version.findFirstOrThrow({ where: { number: 1, modelId: model.id } });
    const given = metrics.map((metric) => ({ timestamp: 1_700_000_100_000, step: 8, ...metric }));
    await perform(logBatch, { ...board.dana, input: { runId, metrics: given } });
  };
  const gate = async (number: number) =>
    (await perform(checkGates, { ...board.dana, input: { name, version: number, to: "Production" } }))
      .gates[0];
  // As an instance of before moved it: nothing of its run was kept.
  const first = await board.version(name, { auc: 0.9 });
  await log([
    { key: "odd", value: "NaN" },
    { key: "far", value: 1, timestamp: "9223372036854775807" },
  ]);
  await prisma.version.updateMany({ where: { modelId: model.id }, data: { stage: "Production" } });
  const { project } = board.emil;
  // Its files have not changed since: no file at all, as of every version here.
  const other = await board.model();
  const { id: requestId } = await board.promote(other, await board.version(other));
  const { digest } = await prisma.transition.findFirstOrThrow({ where: { requestId } });
  const move = { projectId: project.id, modelId: model.id, version: first, actor: "nobody", digest };
  await prisma.transition.create({ data: { ...move, fromStage: "None", toStage: "Production" } });
  await upgrade();

  await log([{ key: "auc", value: 0.1 }]);
  const second = await board.version(name, { auc: 0.5 });
  const failed = {
    result: "failed",
    against: { version: 1, value: 0.9, now: 0.1, evidence: { key: "auc", step: "7" } },
    why: expect.stringMatching(
      /before its numbers were kept: they are its run's of \d{4}-\d\d-\d\d; its run says 0.1 now/,
    ),
  };
  expect(await gate(second)).toMatchObject(failed);
  const [kept] = await prisma.$queryRaw<{ said: object }[]>(sql`
    SELECT jsonb_object_agg(e ->> 'key', e -> 'value') AS said FROM late_evidence l
    JOIN transition t ON t.id = l.transition_id, jsonb_array_elements(l.evidence) AS e WHERE t.model_id = ${model.id}`);
  expect(kept?.said).toEqual({ auc: 0.9, odd: "NaN", far: 1 });

  await board.promote(name, await board.version(name, { auc: 0.95 }));
  await perform(rollBackModel, { ...board.emil, input: { name, reason: "worse in the field" } });
  expect(await gate(second)).toMatchObject(failed);
});
