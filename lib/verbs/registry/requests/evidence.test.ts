import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { evidence } from "@/lib/core/registry/policies/gates";
import { type Call, perform } from "@/lib/verbs/kernel";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { checkGates } from "@/lib/verbs/registry/policies/check-gates";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { setVersionTag } from "@/lib/verbs/registry/versions/set-version-tag";
import { updateVersion } from "@/lib/verbs/registry/versions/update-version";
import { logInputs } from "@/lib/verbs/tracking/datasets/log-inputs";
import { createLoggedModel } from "@/lib/verbs/tracking/logged-models/create-logged-model";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { deleteRuns } from "@/lib/verbs/tracking/runs/delete-runs";
import { getRequest } from "./get-request";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

const bound = { kind: "bound", metric: "auc", better: "higher", bound: 0.5 };
const against = { kind: "production", metric: "auc", better: "higher" };
const guarded = (gates: object[], more: object = {}) => ({ guards: { Production: { gates, ...more } } });
const changed = { code: "evidence-changed", status: 409 };

const rowOf = (name: string, number: number) =>
  board.stores.database.prisma.version.findFirstOrThrow({
    where: { number, model: { name } },
    include: { model: true },
  });
const runOf = async (name: string, number: number) => (await rowOf(name, number)).runId ?? "";
/** A later point of a version's run. */
const log = async (name: string, number: number, value: number, step = 8, key = "auc") =>
  perform(logBatch, {
    ...board.paul,
    input: {
      runId: await runOf(name, number),
      metrics: [{ key, value, timestamp: 1_700_000_100_000, step }],
    },
  });
const look = (id: string) => perform(getRequest, { ...board.emil, input: { id } });

describe("a decision on what the page did not show", () => {
  it("is refused where the run's metric was rewritten, and taken once it was looked at", async () => {
    const name = await board.model();
    await board.policy(name, guarded([bound]));
    const { id, seen } = await board.ask(name, await board.version(name, { auc: 0.9 }));
    await log(name, 1, 0.6);
    await expect(board.decide(id, "approve")).rejects.toMatchObject({
      ...changed,
      message: expect.stringContaining("gate auc: passed, 0.9 at step 7 → passed, 0.6 at step 8"),
    });
    expect(await board.stageOf(name, 1)).toBe("None");
    const now = await look(id);
    expect(now).toMatchObject({
      status: "open",
      revision: 2,
      round: 1,
      gates: [{ observed: 0.6, evidence: { key: "auc", step: "8", value: 0.6 } }],
      evidenceChanged: { changes: [{ what: "gate auc" }], more: 0, ended: [] },
    });
    await expect(board.decide(id, "approve", board.emil, { seen })).rejects.toMatchObject({ code: "stale" });
    const applied = await board.decide(id, "approve", board.emil, { revision: 2, seen: now.seen });
    expect(applied.status).toBe("applied");
    const kept = await board.stores.database.prisma.transition.findFirstOrThrow({ where: { requestId: id } });
    expect(z.array(evidence).parse(kept.evidence)).toMatchObject([{ key: "auc", step: "8", value: 0.6 }]);
  });

  const changes: [string, (name: string) => Promise<unknown>, string][] = [
    ["a tag", (name) => act(setVersionTag, { name, version: 1, key: "owner", value: "paul" }), "tag owner"],
    [
      "a description",
      (name) => act(updateVersion, { name, version: 1, description: "other" }),
      "description of the version",
    ],
    [
      "a dataset",
      async (name) =>
        act(logInputs, {
          runId: await runOf(name, 1),
          datasets: [{ dataset: { name: "train", digest: "d1" } }],
        }),
      "dataset train",
    ],
    ["a metric that no gate asks for", (name) => log(name, 1, 3, 1, "loss"), "metric loss"],
    ["the run in the trash", async (name) => act(deleteRuns, { runs: [await runOf(name, 1)] }), "run"],
  ];
  const act = (verb: Parameters<typeof perform>[0], input: unknown) =>
    perform(verb, { ...board.dana, input } satisfies Call);
  it.each(changes)("is refused where %s changed", async (_, change, what) => {
    const name = await board.model();
    const { id } = await board.ask(name, await board.version(name, { auc: 0.9, description: "one" }));
    await change(name);
    await expect(board.decide(id, "approve")).rejects.toMatchObject(changed);
    expect(await board.stageOf(name, 1)).toBe("None");
    expect((await look(id)).evidenceChanged?.changes).toMatchObject([{ what }]);
    expect(await board.decide(id, "approve")).toMatchObject({ status: "applied" });
  });

  it("says nothing of what the machine did, and of numbers that are the same again", async () => {
    const name = await board.model();
    const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
    await log(name, 1, 3, 1, "system/cpu");
    await log(name, 1, 0.9, 8);
    expect(await board.decide(id, "approve")).toMatchObject({ status: "applied" });
  });

  it("tells verdict from change: what fails now is shown first, and refused by its gates then", async () => {
    const name = await board.model();
    await board.policy(name, guarded([bound]));
    const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
    await log(name, 1, 0.1);
    await expect(board.decide(id, "approve")).rejects.toMatchObject(changed);
    await expect(board.decide(id, "approve")).rejects.toMatchObject({ code: "gates-not-passed" });
  });

  it("leaves who looked, and what was what, in the trail", async () => {
    const name = await board.model();
    const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
    await log(name, 1, 0.6);
    await expect(board.decide(id, "approve")).rejects.toMatchObject(changed);
    const { body } = await board.stores.database.prisma.auditEvent.findFirstOrThrow({
      where: { targetId: id, action: "decide-request" },
    });
    expect(JSON.parse(body)).toMatchObject({
      actor: { name: "emil" },
      after: { outcome: "evidence", changed: ["metric auc: 0.9 → 0.6"] },
    });
  });

  it("does not count an approval that was given for other numbers", async () => {
    const name = await board.model();
    await board.policy(name, guarded([bound], { approvals: 2 }));
    const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
    expect(await board.decide(id, "approve", board.emil)).toMatchObject({ approvals: { given: 1 } });
    await log(name, 1, 0.6);
    await expect(board.decide(id, "approve", board.noor)).rejects.toMatchObject(changed);
    expect(await look(id)).toMatchObject({
      status: "open",
      round: 2,
      approvals: { given: 0 },
      votes: [{ by: "emil", round: 1, setAside: true }],
      evidenceChanged: { ended: [1] },
      you: { mayDecide: true },
    });
    expect(await board.decide(id, "approve", board.noor)).toMatchObject({ status: "open" });
    expect(await board.stageOf(name, 1)).toBe("None");
    expect(await board.decide(id, "approve", board.emil)).toMatchObject({ status: "applied" });
  });

  it("has a request from before that was kept looked at once more, and pins it", async () => {
    const name = await board.model();
    await board.policy(name, guarded([bound], { approvals: 2 }));
    const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
    const { prisma } = board.stores.database;
    await prisma.$executeRaw`UPDATE stage_request SET seen = NULL WHERE id = ${id}`;
    await log(name, 1, 0.6);
    await expect(board.decide(id, "approve", board.emil)).rejects.toMatchObject(changed);
    expect(await board.decide(id, "approve", board.emil)).toMatchObject({ seen: expect.any(String) });
    await log(name, 1, 0.7, 9);
    await expect(board.decide(id, "approve", board.noor)).rejects.toMatchObject(changed);
  });
});

describe("against Production", () => {
  const gateOf = async (name: string, version: number) =>
    (await perform(checkGates, { ...board.dana, input: { name, version, to: "Production" } })).gates[0];

  it("compares with what it was approved on, whatever its run says now, and shows both", async () => {
    const name = await board.model();
    await board.policy(name, guarded([against]));
    await board.promote(name, await board.version(name, { auc: 0.9 }));
    await log(name, 1, 0.1);
    expect(await gateOf(name, await board.version(name, { auc: 0.5 }))).toMatchObject({
      result: "failed",
      against: { version: 1, value: 0.9, now: 0.1, evidence: { step: "7" } },
      why: expect.stringContaining("entered Production with 0.9; its run says 0.1 now."),
    });
  });

  it("tells on a request what Production's run says now, gate or none", async () => {
    const name = await board.model();
    await board.promote(name, await board.version(name, { auc: 0.9 }));
    const { id } = await board.ask(name, await board.version(name, { auc: 0.5 }));
    expect((await look(id)).productionSince).toBeNull();
    await log(name, 1, 0.1);
    expect((await look(id)).productionSince).toEqual({
      changes: [{ what: "auc", from: "0.9", to: "0.1" }],
      more: 0,
    });
    await board.decide(id, "approve");
    expect((await look(id)).productionSince).toBeNull();
  });

  it("keeps the approved numbers through a rollback", async () => {
    const name = await board.model();
    await board.policy(name, guarded([against]));
    await board.promote(name, await board.version(name, { auc: 0.9 }));
    await board.promote(name, await board.version(name, { auc: 0.95 }));
    await log(name, 1, 0.1);
    await perform(rollBackModel, { ...board.emil, input: { name, reason: "worse in the field" } });
    expect(await gateOf(name, await board.version(name, { auc: 0.5 }))).toMatchObject({
      result: "failed",
      against: { version: 1, value: 0.9, now: 0.1 },
    });
  });

  it("has no number for what was logged after it entered", async () => {
    const name = await board.model();
    await board.policy(name, guarded([]));
    await board.promote(name, await board.version(name, { auc: 0.9 }));
    await log(name, 1, 0.2, 1, "f1");
    await board.policy(name, guarded([{ ...against, metric: "f1" }]));
    expect(await gateOf(name, await board.version(name, { auc: 0.5 }))).toMatchObject({
      result: "unknown",
      why: "The run has no metric f1.",
    });
    await log(name, 2, 0.9, 1, "f1");
    expect(await gateOf(name, 2)).toMatchObject({ result: "unknown", why: /entered Production without f1/ });
  });

  it("takes its run's numbers, and says so, where none were kept", async () => {
    const name = await board.model();
    await board.policy(name, guarded([against]));
    await board.version(name, { auc: 0.9 });
    const { id } = await rowOf(name, 1);
    await board.stores.database.prisma.version.update({ where: { id }, data: { stage: "Production" } });
    expect(await gateOf(name, await board.version(name, { auc: 0.95 }))).toMatchObject({
      result: "passed",
      against: { value: 0.9 },
      why: expect.stringContaining("before its numbers were kept"),
    });
  });
});

describe("a run's numbers for another run's files", () => {
  const made = async (source: string, runId: string) => {
    const name = await board.model();
    await board.policy(name, guarded([bound, { kind: "lineage" }]));
    await perform(createVersion, { ...board.dana, input: { name, source, runId } });
    return perform(checkGates, { ...board.dana, input: { name, version: 1, to: "Production" } });
  };
  const run = async () => {
    const { id } = await perform(createRun, { ...board.dana, input: { experimentId: "0" } });
    const metrics = [{ key: "auc", value: 0.9, timestamp: 1_700_000_000_000, step: 7 }];
    await perform(logBatch, { ...board.dana, input: { runId: id, metrics } });
    return id;
  };

  it("are unknown, with whose the files are", async () => {
    const [good, bad] = [await run(), await run()];
    const { gates } = await made(`runs:/${bad}/model`, good);
    const why = `Its files are run ${bad}'s, its numbers would be run ${good}'s: register it from the run that made the files.`;
    expect(gates).toMatchObject([
      { result: "unknown", why },
      { result: "unknown", why },
    ]);
    expect((await made(`runs:/${good}/model`, good)).gates[0]).toMatchObject({ result: "passed" });
    expect((await made("mlflow-artifacts:/loose/model", good)).gates[0]).toMatchObject({ result: "unknown" });
  });

  it("are known of a model that the run logged, and of a copy of what it made", async () => {
    const [good, bad] = [await run(), await run()];
    const logged = (sourceRunId: string) =>
      perform(createLoggedModel, { ...board.dana, input: { experimentId: "0", sourceRunId } });
    const [own, other] = [await logged(good), await logged(bad)];
    expect((await made(`models:/${own.id}`, good)).gates[0]).toMatchObject({ result: "passed" });
    expect((await made(`models:/${other.id}`, good)).gates[0]).toMatchObject({ result: "unknown" });
    const copied = await board.model();
    await perform(createVersion, { ...board.dana, input: { name: copied, source: `runs:/${good}/model` } });
    expect((await made(`models:/${copied}/1`, good)).gates[0]).toMatchObject({ result: "passed" });
    expect((await made(`models:/${copied}/1`, bad)).gates[0]).toMatchObject({ result: "unknown" });
  });

  it("are unknown of a run that is not here", async () => {
    expect((await made(`runs:/${await run()}/model`, "e".repeat(32))).gates).toMatchObject([
      { result: "unknown", why: "The version names a run that is not here, so there is nothing to read." },
      { result: "unknown" },
    ]);
  });
});
