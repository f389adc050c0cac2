import { Readable } from "node:stream";
import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { bypassPolicy } from "@/lib/verbs/registry/policies/bypass-policy";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { countsOf, eitherFirst, say, together } from "@/lib/verbs/registry/testing/races";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { deleteVersion } from "@/lib/verbs/registry/versions/delete-version";
import { digestOf } from "@/lib/verbs/registry/versions/shared/digest";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { withdrawRequest } from "./withdraw-request";

// A decision, and in the same tick an act that would take the ground from under it (safety.md, F4a, F6a).
const rounds = 16;
const patient = { timeout: 240_000 };
const elsewhere = { run: false };

let board: Board;
beforeAll(async () => {
  board = await openBoard();
  const { olga, stores } = board;
  if (olga.actor.kind !== "person") return;
  const data = { projectId: olga.project.id, userId: olga.actor.userId, grantedBy: "system:test" };
  await stores.database.prisma.bypassRight.create({ data });
});

const standing = async (name: string) =>
  (
    await board.stores.database.prisma.version.findMany({ where: { model: { name }, stage: "Production" } })
  ).map(({ number }) => number);

it(
  "a new Production: never two, and no approval of what was compared with the old one",
  patient,
  async () => {
    const outcomes: string[][] = [];
    for (let round = 0; round < rounds; round++) {
      const name = await board.model();
      const [one, other] = [await board.version(name, elsewhere), await board.version(name, elsewhere)];
      const { id } = await board.ask(name, one);
      const input = { name, version: other, to: "Production", reason: "it cannot wait for anybody" };
      const outcome = await eitherFirst(
        board,
        round,
        () => board.decide(id, "approve"),
        () => perform(bypassPolicy, { ...board.olga, input }),
      );
      outcomes.push(outcome);
      const applied = outcome[0] === "done" ? 1 : 0;
      expect(outcome).toEqual([applied === 1 ? "done" : "stale", "done"]);
      expect(await standing(name)).toEqual([other]);
      expect(await countsOf(board, name)).toMatchObject({ applied, entered: 1 + applied, left: applied });
    }
    say("approval | another version moved past the policy", outcomes);
  },
);

it("a rollback, and the same one again: one Production, each move once", patient, async () => {
  const outcomes: string[][] = [];
  for (let round = 0; round < rounds / 2; round++) {
    const name = await board.model();
    // Files of our own: to others nobody goes back.
    for (let n = 0; n < 2; n++) await board.promote(name, await board.version(name));
    const { id } = await board.ask(name, await board.version(name, elsewhere));
    const back = () => perform(rollBackModel, { ...board.noor, input: { name, reason: "it broke", to: 1 } });
    const outcome = await together(back, () => board.decide(id, "approve"), back);
    outcomes.push(outcome);
    const { production, entered, left } = await countsOf(board, name);
    expect([production, left]).toEqual([1, entered - 1]);
    expect(outcome.filter((one) => one === "done").length).toBe(entered - 2);
  }
  say("rollback | approval of another | rollback", outcomes);
});

const stricter = { guards: { Production: { approvals: 2 } } };
it.each<[string, (name: string, version: number, id: string) => Promise<unknown>]>([
  ["withdrawn", (_, __, id) => perform(withdrawRequest, { ...board.dana, input: { id } })],
  ["asked under a stricter policy", (name) => board.policy(name, stricter, board.noor)],
  ["moved to Staging", (name, version) => board.move(name, version, "Staging")],
  ["deleted", (name, version) => perform(deleteVersion, { ...board.dana, input: { name, version } })],
  ["deleted with its model", (name) => perform(deleteModel, { ...board.dana, input: { name } })],
  ["renamed", (name) => perform(renameModel, { ...board.dana, input: { name, newName: `${name} anew` } })],
])("approved, and at once %s: one of both, wholly", patient, async (what, act) => {
  const outcomes: string[][] = [];
  for (let round = 0; round < rounds; round++) {
    const name = await board.model();
    const version = await board.version(name, elsewhere);
    const { id } = await board.ask(name, version);
    const outcome = await eitherFirst(
      board,
      round,
      () => board.decide(id, "approve"),
      () => act(name, version, id),
    );
    outcomes.push(outcome);
    expect(outcome).toContain("done");
    const applied = outcome[0] === "done" ? 1 : 0;
    // Whatever was asked for or approved still is there, by its name.
    expect(await standing(name)).toEqual(applied === 1 ? [version] : []);
    expect(await countsOf(board, name)).toMatchObject({ applied, entered: applied, left: 0 });
  }
  say(`approval | ${what}`, outcomes);
});

const idOf = async (name: string) =>
  (await board.stores.database.prisma.model.findFirstOrThrow({ where: { name } })).id;
const alone = {
  number: 1,
  body: { guards: { Production: { approvals: 0 } } },
  status: "applied",
  createdBy: "system:test",
};
it.each([0, 1])(
  "a file sent meanwhile, where %i must approve: what stands there is what was let in",
  patient,
  async (approvals) => {
    const { prisma } = board.stores.database;
    const outcomes: string[][] = [];
    for (let round = 0; round < rounds; round++) {
      const name = await board.model();
      const modelId = await idOf(name);
      if (approvals === 0) await prisma.policy.create({ data: { modelId, ...alone } });
      const { id: run } = await perform(createRun, { ...board.dana, input: { experimentId: "0" } });
      const source = `mlflow-artifacts:/0/${run}/artifacts/model`;
      const put = (text: string) => {
        const input = { path: `0/${run}/artifacts/model/weights`, bytes: Readable.from([text]) };
        return perform(putArtifact, { ...board.dana, input });
      };
      await put("as it was");
      const { number } = await perform(createVersion, { ...board.dana, input: { name, source } });
      const enters = async () => {
        const { id } = await board.ask(name, number);
        if (approvals > 0) await board.decide(id, "approve");
      };
      outcomes.push(await eitherFirst(board, round, () => put("as it is now"), enters));
      const request = await prisma.stageRequest.findFirstOrThrow({ where: { modelId } });
      const now = await digestOf(board.dana, source, board.dana.stores.database.prisma);
      if (request.status === "applied") expect(now?.sha256).toBe(request.digest);
      expect(await standing(name)).toEqual(request.status === "applied" ? [number] : []);
    }
    say(`a file sent | asked for, ${approvals} must approve`, outcomes);
  },
);
