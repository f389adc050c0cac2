import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { perform } from "@/lib/verbs/kernel";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
import { bypassPolicy } from "@/lib/verbs/registry/policies/bypass-policy";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { deleteVersion } from "@/lib/verbs/registry/versions/delete-version";
import { setAlias } from "@/lib/verbs/registry/versions/set-alias";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});
const refused = (code: string) => expect.objectContaining({ code });
const guardedBy = (gates: object[], more: object = {}) => ({ guards: { Production: { gates, ...more } } });

describe("no way around", () => {
  it("a guarded stage is entered and left by a request alone, and what stands there is neither deleted nor renamed", async () => {
    const { model, version, promote, move, ask, decide, dana, emil, stageOf } = board;
    const name = await model();
    await version(name);
    await expect(move(name, 1, "PRODUCTION")).rejects.toMatchObject({
      code: "approval-required",
      message: /requests with \{"to":"Production"/,
      page: `/models/${name}/1`,
    });
    await promote(name, 1);
    for (const by of [dana, emil])
      await expect(move(name, 1, "None", by)).rejects.toEqual(refused("approval-required"));
    for (const [verb, input] of [
      [deleteVersion, { name, version: 1 }],
      [deleteModel, { name }],
      [renameModel, { name, newName: `${name}-2` }],
    ] as const)
      await expect(perform(verb, { ...dana, input })).rejects.toEqual(refused("approval-required"));
    expect(await stageOf(name, 1)).toBe("Production");
    const out = await ask(name, 1, dana, "Archived");
    expect(await decide(out.id, "approve")).toMatchObject({ status: "applied" });
    await expect(perform(deleteVersion, { ...dana, input: { name, version: 1 } })).resolves.toEqual({});
  });

  it("an alias that is tied to a stage goes to what enters it, and by no other way", async () => {
    const { model, version, policy, promote, dana, stores } = board;
    const name = await model();
    await policy(name, guardedBy([], { aliases: ["live"] }));
    await version(name);
    const point = (alias: string) => perform(setAlias, { ...dana, input: { name, alias, version: 1 } });
    await expect(point("live")).rejects.toEqual(refused("approval-required"));
    await expect(point("candidate")).resolves.toEqual({});
    await promote(name, 1);
    const { version: pointed } = await stores.database.prisma.modelAlias.findFirstOrThrow({
      where: { alias: "live", model: { name } },
      include: { version: true },
    });
    expect(pointed.number).toBe(1);
    await expect(perform(deleteVersion, { ...dana, input: { name, version: 1 } })).rejects.toEqual(
      refused("approval-required"),
    );
  });

  it("alone: no approver, the same trail, and gates that must pass", async () => {
    const { model, version, policy, move, ask, stageOf } = board;
    const name = await model();
    // To ask nobody is less than the team's default demands, so the change itself waits for a second engineer.
    const alone = guardedBy([{ kind: "bound", metric: "auc", better: "higher", bound: 0.5 }], {
      approvals: 0,
    });
    const state = await policy(name, alone);
    expect(state.waiting).not.toBeNull();
    await board.stores.database.prisma.policy.updateMany({
      where: { model: { name } },
      data: { status: "applied" },
    });
    await version(name, { auc: 0.4 });
    await version(name, { auc: 0.6 });
    await expect(move(name, 1, "Production")).rejects.toEqual(refused("gates-not-passed"));
    await expect(ask(name, 1)).rejects.toEqual(refused("gates-not-passed"));
    await expect(move(name, 2, "Production")).resolves.toMatchObject({
      moved: [{ version: 2, to: "Production" }],
    });
    expect(await stageOf(name, 2)).toBe("Production");
  });
});

describe("the trail keeps what gates saw", () => {
  const bound = [{ kind: "bound", metric: "auc", better: "higher", bound: 0.5 }];
  const trailOf = async (name: string) =>
    (
      await board.stores.database.query<{ action: string; outcome: string; gates: unknown }>(sql`
        SELECT action, body::json ->> 'outcome' AS outcome, body::json -> 'after' -> 'gates' AS gates FROM audit_event
        WHERE body::json -> 'target' ->> 'name' = ${`${name}/1`} AND action <> 'create-version' ORDER BY seq`)
    ).map(({ action, outcome, gates }) => [action, outcome, gates]);
  const saw = (result: string, observed: number | null) => [
    expect.objectContaining({ name: "auc", result, observed, expected: "≥ 0.5" }),
  ];
  const guarded = async (auc: number, approvals: number) => {
    const name = await board.model();
    await board.policy(name, guardedBy(bound, { approvals }));
    await board.stores.database.prisma.policy.updateMany({
      where: { model: { name } },
      data: { status: "applied" },
    });
    await board.version(name, { auc });
    return name;
  };

  it("of a move that they stopped, and of one that needs an approval", async () => {
    const name = await guarded(0.4, 0);
    const move = () => board.move(name, 1, "Production");
    for (const tried of [move, move, () => board.ask(name, 1)])
      await expect(tried()).rejects.toEqual(refused("gates-not-passed"));
    expect(await trailOf(name)).toEqual([
      ["transition-version", "refused", saw("failed", 0.4)],
      ["create-request", "refused", saw("failed", 0.4)],
    ]);
    const team = await guarded(0.6, 1);
    await expect(board.move(team, 1, "Production")).rejects.toEqual(refused("approval-required"));
    expect(await trailOf(team)).toEqual([["transition-version", "refused", saw("passed", 0.6)]]);
  });

  it("of a move that needed no approver, by whatever way", async () => {
    const moved = await guarded(0.6, 0);
    await board.move(moved, 1, "Production");
    expect(await trailOf(moved)).toEqual([["transition-version", "done", saw("passed", 0.6)]]);
    const asked = await guarded(0.7, 0);
    await board.ask(asked, 1);
    const [row] = await board.stores.database.prisma.auditEvent.findMany({
      where: { action: "create-request" },
      orderBy: { seq: "desc" },
      take: 1,
    });
    expect(JSON.parse(row?.body ?? "").after.gates).toEqual(saw("passed", 0.7));
  });

  it("of a bypass, which went past them", async () => {
    const name = await guarded(0.4, 1);
    const { dana, stores, system } = board;
    const userId = dana.actor.kind === "person" ? dana.actor.userId : "";
    const right = { projectId: system.project.id, userId, grantedBy: "system:test" };
    await stores.database.prisma.bypassRight.create({ data: right });
    const input = { name, version: 1, to: "Production", reason: "the live model is down" };
    await perform(bypassPolicy, { ...dana, input });
    expect(await trailOf(name)).toEqual([["bypass-policy", "done", saw("failed", 0.4)]]);
  });

  it("of an approval that they stopped, in the one row that it has", async () => {
    const name = await guarded(0.4, 1);
    const { id } = await board.ask(name, 1);
    await expect(board.decide(id, "approve")).rejects.toEqual(refused("gates-not-passed"));
    expect(await trailOf(name)).toEqual([
      ["create-request", "done", saw("failed", 0.4)],
      ["decide-request", "done", saw("failed", 0.4)],
    ]);
  });
});
