import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { checkGates } from "@/lib/verbs/registry/policies/check-gates";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});
const refused = (code: string) => expect.objectContaining({ code });
const guardedBy = (gates: object[], more: object = {}) => ({ guards: { Production: { gates, ...more } } });

describe("gates", () => {
  it("keep the numbers that they saw, and stop an approval that does not pass", async () => {
    const { model, version, ask, decide, policy, stores } = board;
    const name = await model();
    await policy(name, guardedBy([{ kind: "bound", metric: "auc", better: "higher", bound: 0.8 }]));
    const low = await ask(name, await version(name, { auc: 0.7 }));
    expect(low.gates).toMatchObject([
      { name: "auc", result: "failed", expected: "≥ 0.8", observed: 0.7, evidence: { step: "7" } },
    ]);
    await expect(decide(low.id, "approve")).rejects.toMatchObject({
      code: "gates-not-passed",
      message: /0\.7 is not ≥ 0\.8/,
    });
    const row = await stores.database.prisma.stageRequest.findUniqueOrThrow({
      where: { id: low.id },
      include: { votes: true },
    });
    expect([row.status, row.votes.length]).toEqual(["open", 0]);
    const good = await ask(name, await version(name, { auc: 0.8 }));
    expect(await decide(good.id, "approve")).toMatchObject({
      status: "applied",
      gates: [{ result: "passed" }],
    });
  });

  it("are unknown, and never passed, where there is nothing to read", async () => {
    const { model, version, policy, ask, decide, stores } = board;
    const name = await model();
    await policy(
      name,
      guardedBy([{ kind: "bound", metric: "auc", better: "higher", bound: 0 }, { kind: "lineage" }]),
    );
    const none = await ask(name, await version(name, { run: false }));
    const missing = await ask(name, await version(name, {}));
    const odd = await ask(name, await version(name, { auc: Number.NaN }));
    const gone = await version(name, { auc: 1 });
    await stores.database.prisma
      .$executeRaw`UPDATE version SET run_id = 'gone' WHERE number = ${gone} AND model_id = (SELECT id FROM model WHERE name = ${name})`;
    const lost = await ask(name, gone);
    for (const { gates } of [none, missing, odd, lost]) expect(gates[0]?.result).toBe("unknown");
    expect([none.gates[1]?.result, missing.gates[1]?.result]).toEqual(["unknown", "failed"]);
    for (const { id } of [none, missing, odd, lost])
      await expect(decide(id, "approve")).rejects.toEqual(refused("gates-not-passed"));
  });

  it("compare with what is in Production, within the tolerance", async () => {
    const { model, version, policy, promote, dana } = board;
    const name = await model();
    await policy(name, guardedBy([{ kind: "production", metric: "auc", better: "higher", tolerance: 0.02 }]));
    await promote(name, await version(name, { auc: 0.8 }));
    const result = async (auc: number) => {
      const input = { name, version: await version(name, { auc }), to: "production" };
      return (await perform(checkGates, { ...dana, input })).gates[0];
    };
    expect(await result(0.79)).toMatchObject({ result: "passed", against: { version: 1, value: 0.8 } });
    expect(await result(0.77)).toMatchObject({ result: "failed", why: /worse than the 0\.8 of version 1/ });
  });
});
