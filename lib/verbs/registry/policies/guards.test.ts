import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { deleteModel } from "@/lib/verbs/registry/models/delete-model";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
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
