import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { getRollback } from "@/lib/verbs/registry/models/get-rollback";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { bypassPolicy } from "./bypass-policy";
import { decidePolicy } from "./decide-policy";
import { getPolicy } from "./get-policy";
import { previewPolicy } from "./preview-policy";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});
const refused = (code: string) => expect.objectContaining({ code });
const two = { guards: { Production: { approvals: 2 } } };
const one = { guards: { Production: { approvals: 1 } } };

describe("a policy", () => {
  it("is versioned: what tightens holds at once, what loosens waits for a second engineer", async () => {
    const { model, policy, emil, noor, dana, stores } = board;
    const name = await model();
    const read = () => perform(getPolicy, { ...dana, input: { name } });
    expect(await read()).toMatchObject({ number: 0, source: "team", versions: [], waiting: null });
    expect(await policy(name, two)).toMatchObject({
      number: 1,
      source: "own",
      waiting: null,
      changedBy: "emil",
    });
    await expect(policy(name, two)).rejects.toEqual(refused("invalid"));
    expect(await policy(name, one)).toMatchObject({
      number: 1,
      waiting: { number: 2, you: { mayDecide: false } },
    });
    await expect(policy(name, one, noor)).rejects.toEqual(refused("conflict"));
    const decide = (by = noor, decision = "approve") =>
      perform(decidePolicy, { ...by, input: { name, decision } });
    await expect(decide(emil)).rejects.toEqual(refused("forbidden"));
    await expect(decide(noor, "withdraw")).rejects.toEqual(refused("forbidden"));
    await expect(decide(dana)).rejects.toEqual(refused("forbidden"));
    expect(await decide()).toMatchObject({
      number: 2,
      waiting: null,
      versions: [{ number: 2, decidedBy: "noor" }, { number: 1 }],
    });
    await expect(decide()).rejects.toEqual(refused("conflict"));
    const trail = await stores.database.prisma.auditEvent.findMany({
      where: { action: { in: ["set-policy", "decide-policy"] } },
      orderBy: { seq: "asc" },
    });
    expect(trail.length).toBeGreaterThanOrEqual(3);
  });

  it("names engineers alone, and enough of them", async () => {
    const { model, policy, dana, emil } = board;
    const name = await model();
    const named = (ids: string[], approvals = 1) =>
      policy(name, { guards: { Production: { approvals, approvers: ids } } });
    const id = (who: Board["dana"]) => (who.actor.kind === "person" ? who.actor.userId : "");
    await expect(named([id(dana)])).rejects.toMatchObject({
      errors: [{ pointer: "/policy/guards/Production/approvers" }],
    });
    await expect(named([id(emil)], 2)).rejects.toEqual(refused("invalid"));
    await expect(named([id(emil)])).resolves.toMatchObject({ number: 1 });
    // A move from one into the other takes people whom both name.
    const both = (staging: Board["dana"]) =>
      policy(name, {
        guards: { Staging: { approvers: [id(staging)] }, Production: { approvers: [id(emil)] } },
      });
    await expect(both(board.noor)).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/policy/guards/Production/approvers" }],
    });
    await expect(both(emil)).resolves.toMatchObject({ number: 2 });
  });

  it("shows before it is saved what it would say of the newest versions", async () => {
    const { model, version, dana } = board;
    const name = await model();
    for (const auc of [0.7, 0.9]) await version(name, { auc });
    const tried = {
      guards: { Production: { gates: [{ kind: "bound", metric: "auc", better: "higher", bound: 0.8 }] } },
    };
    const shown = await perform(previewPolicy, { ...dana, input: { name, policy: tried } });
    expect(shown.stages).toMatchObject([
      {
        to: "Production",
        versions: [
          { version: 2, passed: true },
          { version: 1, passed: false, gates: [{ observed: 0.7 }] },
        ],
      },
    ]);
  });
});

describe("a rollback", () => {
  it("applies at once with a reason, and a second engineer confirms it", async () => {
    const { model, version, promote, decide, stageOf, emil, noor, dana } = board;
    const name = await model();
    const back = (by = emil, more: object = {}) =>
      perform(rollBackModel, { ...by, input: { name, reason: "it drifts", ...more } });
    await promote(name, await version(name));
    await expect(back()).rejects.toEqual(refused("conflict"));
    await promote(name, await version(name));
    expect(await perform(getRollback, { ...emil, input: { name } })).toMatchObject({
      current: 2,
      previous: 1,
      you: { mayRollBack: true },
    });
    await expect(back(dana)).rejects.toEqual(refused("forbidden"));
    await expect(back(emil, { reason: "  " })).rejects.toEqual(refused("invalid"));
    await expect(back(emil, { to: 2 })).rejects.toEqual(refused("stale"));
    const done = await back();
    expect(done).toMatchObject({
      kind: "rollback",
      status: "applied",
      version: 1,
      confirmation: { at: null },
    });
    expect([await stageOf(name, 1), await stageOf(name, 2)]).toEqual(["Production", "Archived"]);
    await expect(decide(done.id, "approve", emil)).rejects.toEqual(refused("forbidden"));
    await expect(decide(done.id, "reject", noor)).rejects.toEqual(refused("invalid"));
    expect(await decide(done.id, "approve", noor)).toMatchObject({ confirmation: { by: "noor" } });
    await expect(decide(done.id, "approve", noor)).rejects.toEqual(refused("conflict"));
  });

  it("is never confirmed by whoever rolled back, whatever the policy says of one's own", async () => {
    const { model, version, promote, policy, decide, emil, noor } = board;
    const name = await model();
    for (let n = 0; n < 2; n++) await promote(name, await version(name));
    await policy(name, { guards: { Production: { selfApproval: true } } });
    await perform(decidePolicy, { ...noor, input: { name, decision: "approve" } });
    const { id, you } = await perform(rollBackModel, { ...emil, input: { name, reason: "it drifts" } });
    expect(you).toMatchObject({ mayDecide: false, whyNot: expect.stringContaining("You rolled back") });
    await expect(decide(id, "approve", emil)).rejects.toEqual(refused("forbidden"));
    const { deciders } = await perform(getRequest, { ...noor, input: { id } });
    expect([...deciders].sort()).toEqual(["noor", "olga"]);
    expect(await decide(id, "approve", noor)).toMatchObject({ confirmation: { by: "noor" } });
  });

  it("speaks of a second engineer only where one confirms it", async () => {
    const { model, version, promote, policy, emil, noor, stores } = board;
    const said = async (guards: object) => {
      const name = await model();
      for (let n = 0; n < 2; n++) await promote(name, await version(name));
      await policy(name, { guards });
      await perform(decidePolicy, { ...noor, input: { name, decision: "approve" } }).catch(() => null);
      const { id } = await perform(rollBackModel, { ...emil, input: { name, reason: "it drifts" } });
      const letters = await stores.database.prisma.mail.findMany({ where: { path: `/requests/${id}` } });
      return letters.map(({ subject }) => subject.includes("second engineer"));
    };
    expect(new Set(await said({ Production: {} }))).toEqual(new Set([true]));
    expect(new Set(await said({ Production: { approvals: 0 } }))).toEqual(new Set([false]));
  });
});

describe("a bypass", () => {
  it("is a right by name, with a reason, and its own row in the trail", async () => {
    const { model, version, stageOf, emil, dana, stores, system } = board;
    const name = await model();
    await version(name);
    const pass = (by = dana, reason = "the live model is down") =>
      perform(bypassPolicy, { ...by, input: { name, version: 1, to: "Production", reason } });
    for (const by of [dana, emil]) await expect(pass(by)).rejects.toEqual(refused("forbidden"));
    const userId = dana.actor.kind === "person" ? dana.actor.userId : "";
    await stores.database.prisma.bypassRight.create({
      data: { projectId: system.project.id, userId, grantedBy: "system:test" },
    });
    await expect(pass(dana, "short")).rejects.toEqual(refused("invalid"));
    expect(await pass()).toMatchObject({ stage: "Production", moved: [{ version: 1, to: "Production" }] });
    expect(await stageOf(name, 1)).toBe("Production");
    const [move] = await stores.database.prisma.transition.findMany({ where: { kind: "bypass" } });
    expect(move).toMatchObject({ reason: "the live model is down", actor: userId });
    const rows = await stores.database.prisma.auditEvent.findMany({ where: { action: "bypass-policy" } });
    expect(rows.length).toBe(3);
  });
});
