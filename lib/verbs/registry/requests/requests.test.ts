import { beforeAll, describe, expect, it, vi } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { perform } from "@/lib/verbs/kernel";
import { putArtifactFor } from "@/lib/verbs/registry/testing/artifact";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { getRequest } from "./get-request";
import { listRequests } from "./list-requests";
import { reviseRequest } from "./revise-request";
import { withdrawRequest } from "./withdraw-request";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});
const refused = (code: string) => expect.objectContaining({ code });
const guardedBy = (gates: object[], more: object = {}) => ({ guards: { Production: { gates, ...more } } });

describe("asking and deciding", () => {
  it("leads from a request to Production, with both moves, the trail and a message for webhooks", async () => {
    const { model, version, ask, decide, promote, stageOf, dana, emil, stores } = board;
    const name = await model();
    await promote(name, await version(name));
    const second = await version(name);
    const asked = await ask(name, second);
    expect(asked).toMatchObject({
      status: "open",
      from: "None",
      to: "Production",
      comparedWith: 1,
      requestedBy: "dana",
    });
    expect(asked.you).toMatchObject({ mayDecide: false, mayWithdraw: true });
    const applied = await decide(asked.id, "approve", emil, { revision: asked.revision });
    expect(applied).toMatchObject({ status: "applied", approvals: { needed: 1, given: 1 } });
    expect([await stageOf(name, 1), await stageOf(name, 2)]).toEqual(["Archived", "Production"]);
    const moves = await stores.database.prisma.transition.findMany({
      where: { requestId: asked.id },
      orderBy: { id: "asc" },
    });
    expect(moves.map(({ version: n, fromStage, toStage, kind }) => [n, fromStage, toStage, kind])).toEqual([
      [1, "Production", "Archived", "request"],
      [2, "None", "Production", "request"],
    ]);
    const told = await stores.database.prisma.outbox.findMany({
      where: { payload: { not: Buffer.alloc(0) } },
      orderBy: { seq: "desc" },
      take: 2,
    });
    expect(told.map(({ type }) => type)).toEqual(["request.decided", "version.transitioned"]);
    const seen = await perform(getRequest, { ...dana, input: { id: asked.id } });
    expect(seen.votes).toMatchObject([{ by: "emil", decision: "approve", comment: "seen" }]);
  });

  it("leaves room for others: one person has fifty open requests in a project at most", async () => {
    const { member, model, version, ask, paul, stores } = board;
    const { prisma } = stores.database;
    const eager = await member("eager", "scientist");
    const name = await model();
    const first = await ask(name, await version(name), eager);
    const omit = { seen: true, evidenceChanged: true } as const;
    const row = await prisma.stageRequest.findUniqueOrThrow({ where: { id: first.id }, omit });
    await prisma.stageRequest.createMany({
      data: Array.from({ length: 49 }, (_, index) => ({
        ...{ ...row, gates: [] },
        ...{ id: `${row.id}-${index}`, versionId: `${row.versionId}-${index}` },
      })),
    });
    const last = await version(name);
    await expect(ask(name, last, eager)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^You have 50 open requests here.+Withdraw one/),
    });
    await expect(ask(name, last, paul)).resolves.toMatchObject({ status: "open" });
    await perform(withdrawRequest, { ...eager, input: { id: first.id } });
    await expect(ask(name, await version(name), eager)).resolves.toMatchObject({ status: "open" });
    await prisma.stageRequest.deleteMany({ where: { id: { startsWith: `${row.id}-` } } });
  });

  it("is refused by those who have a hand in it, and by roles below", async () => {
    const { model, version, ask, decide, emil, noor, dana, vera } = board;
    const name = await model();
    const ofEmil = await ask(name, await version(name, {}, emil), emil);
    await expect(decide(ofEmil.id, "approve", emil)).rejects.toMatchObject({
      code: "forbidden",
      message: /yourself/,
    });
    const other = await ask(name, await version(name, {}, noor), dana);
    await expect(decide(other.id, "approve", noor)).rejects.toMatchObject({
      code: "forbidden",
      message: /made this version/,
    });
    for (const who of [dana, vera])
      await expect(decide(other.id, "approve", who)).rejects.toEqual(refused("forbidden"));
    await expect(decide(other.id, "approve", emil)).resolves.toMatchObject({ status: "applied" });
  });

  it("needs as many approvals as the policy says, one a person", async () => {
    const { model, version, ask, decide, policy, stageOf, emil, noor } = board;
    const name = await model();
    await policy(name, guardedBy([], { approvals: 2 }));
    const asked = await ask(name, await version(name));
    expect(await decide(asked.id, "approve", emil)).toMatchObject({
      status: "open",
      approvals: { needed: 2, given: 1 },
    });
    await expect(decide(asked.id, "approve", emil)).rejects.toEqual(refused("conflict"));
    expect(await stageOf(name, 1)).toBe("None");
    expect(await decide(asked.id, "approve", noor)).toMatchObject({ status: "applied" });
    await expect(decide(asked.id, "approve", noor)).rejects.toEqual(refused("conflict"));
  });

  it("counts a word no longer when its author may not give it any more", async () => {
    const { model, version, ask, decide, policy, emil, noor, olga, stores } = board;
    const name = await model();
    await policy(name, guardedBy([], { approvals: 2 }));
    const asked = await ask(name, await version(name));
    await decide(asked.id, "approve", olga);
    const userId = olga.actor.kind === "person" ? olga.actor.userId : "";
    const setRole = (role: string) =>
      stores.database.prisma.member.updateMany({ where: { userId }, data: { role } });
    await setRole("scientist");
    expect(await decide(asked.id, "approve", emil)).toMatchObject({
      status: "open",
      approvals: { given: 1 },
    });
    expect(await decide(asked.id, "approve", noor)).toMatchObject({
      status: "applied",
      approvals: { given: 3 },
    });
    await setRole("engineer");
  });

  it("goes through changes into a second round, and a rejection ends it", async () => {
    const { model, version, ask, decide, dana, paul, emil, noor } = board;
    const name = await model();
    const asked = await ask(name, await version(name));
    await expect(decide(asked.id, "reject", emil, { comment: " " })).rejects.toEqual(refused("invalid"));
    expect(await decide(asked.id, "changes")).toMatchObject({ status: "changes-requested" });
    const revise = (by = dana) =>
      perform(reviseRequest, { ...by, input: { id: asked.id, reason: "with a card" } });
    await expect(revise(paul)).rejects.toEqual(refused("forbidden"));
    expect(await revise()).toMatchObject({
      status: "open",
      round: 2,
      reason: "with a card",
      votes: [{ setAside: true }],
    });
    expect(await decide(asked.id, "reject", noor)).toMatchObject({ status: "rejected" });
    await expect(decide(asked.id, "approve")).rejects.toEqual(refused("conflict"));
  });

  it("is nobody's to decide between asking for changes and the answer, so that no objection is passed over", async () => {
    const { model, version, ask, decide, policy, dana, emil, noor, olga } = board;
    const name = await model();
    await policy(name, guardedBy([], { approvals: 2 }));
    const { id } = await ask(name, await version(name));
    await decide(id, "approve", olga);
    await decide(id, "changes", emil);
    for (const who of [emil, noor]) {
      const seen = await perform(getRequest, { ...who, input: { id } });
      expect(seen.you).toMatchObject({ mayDecide: false, whyNot: expect.stringContaining("asked again") });
      for (const word of ["approve", "reject", "changes"])
        await expect(decide(id, word, who)).rejects.toMatchObject({
          code: "conflict",
          message: /requester's turn/,
        });
    }
    await perform(reviseRequest, { ...dana, input: { id, reason: "with a card" } });
    await decide(id, "approve", emil);
    expect(await decide(id, "approve", noor)).toMatchObject({ status: "applied" });
  });

  it("is withdrawn by who asked alone, and one is open at a time", async () => {
    const { model, version, ask, dana, paul } = board;
    const name = await model();
    const asked = await ask(name, await version(name));
    await expect(ask(name, 1, paul)).rejects.toMatchObject({
      code: "conflict",
      page: `/requests/${asked.id}`,
    });
    const withdraw = (by = dana) => perform(withdrawRequest, { ...by, input: { id: asked.id } });
    await expect(withdraw(paul)).rejects.toEqual(refused("forbidden"));
    expect(await withdraw()).toMatchObject({ status: "withdrawn" });
    await expect(ask(name, 1, paul)).resolves.toMatchObject({ status: "open" });
  });

  it("waits for those who may decide, oldest first", async () => {
    const { model, version, ask, emil, noor, dana } = board;
    const name = await model();
    const one = await ask(name, await version(name));
    const two = await ask(name, await version(name, {}, emil), emil);
    const forMe = async (by = emil) =>
      (await perform(listRequests, { ...by, input: { waitingForMe: true, model: name } })).items.map(
        ({ id }) => id,
      );
    expect(await forMe(emil)).toEqual([one.id]);
    expect(await forMe(noor)).toEqual([one.id, two.id]);
    expect(await forMe(dana)).toEqual([]);
  });
});

it("ends by the database's clock, whatever an instance takes for the time", async () => {
  const { model, version, ask, stores } = board;
  const name = await model();
  const n = await version(name);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 48 * 3_600_000 });
  const { id } = await ask(name, n).finally(() => vi.useRealTimers());
  const [left] = await stores.database.query<{ hours: number }>(
    sql`SELECT extract(epoch FROM expires_at - now())::float8 / 3600 AS hours FROM stage_request WHERE id = ${id}`,
  );
  expect(left?.hours).toBeCloseTo(72, 1);
});

describe("a session of some time ago", () => {
  it("confirms the password before it decides, and nothing happens before", async () => {
    const { model, version, ask, decide, emil, stores } = board;
    const name = await model();
    const asked = await ask(name, await version(name));
    const id = emil.actor.kind === "person" ? emil.actor.sessionId : "";
    const at = (minutes: number) =>
      stores.database.prisma
        .$executeRaw`UPDATE user_session SET authenticated_at = now() - make_interval(mins => ${minutes}) WHERE id = ${id}`;
    await at(16);
    await expect(decide(asked.id, "approve")).rejects.toEqual(refused("reauthentication-required"));
    await at(1);
    await expect(decide(asked.id, "approve")).resolves.toMatchObject({ status: "applied" });
  });
});

describe("what was asked of another state of things is stale", () => {
  it("after a new Production, a change of policy, a move of the version", async () => {
    const { model, version, ask, decide, policy, promote, move } = board;
    const name = await model();
    const one = await ask(name, await version(name));
    await promote(name, await version(name));
    await expect(decide(one.id, "approve")).rejects.toEqual(refused("stale"));
    const two = await ask(name, 1);
    await policy(name, guardedBy([], { approvals: 2 }));
    await expect(decide(two.id, "approve")).rejects.toEqual(refused("stale"));
    const three = await ask(name, 1);
    await move(name, 1, "Staging");
    await expect(decide(three.id, "approve")).rejects.toEqual(refused("stale"));
  });

  it("after its time, and where its files are no longer those that were asked for", async () => {
    const { model, version, ask, decide, stores } = board;
    const { prisma } = stores.database;
    const name = await model();
    const number = await version(name);
    await putArtifactFor(board, name, number, "model.bin", "one");
    const late = await ask(name, number);
    await prisma.$executeRaw`UPDATE stage_request SET expires_at = now() - interval '1 second' WHERE id = ${late.id}`;
    await expect(decide(late.id, "approve")).rejects.toMatchObject({ code: "stale", message: /expired/ });
    const again = await ask(name, number);
    await expect(putArtifactFor(board, name, number, "model.bin", "two")).rejects.toEqual(
      refused("conflict"),
    );
    await expect(putArtifactFor(board, name, number, "more.bin", "two")).rejects.toEqual(refused("conflict"));
    await prisma.$executeRaw`UPDATE artifact SET size = size + 1 WHERE path LIKE '%model.bin'`;
    await expect(decide(again.id, "approve")).rejects.toMatchObject({ code: "stale", message: /files/ });
    const { status } = await prisma.stageRequest.findUniqueOrThrow({ where: { id: again.id } });
    expect(status).toBe("stale");
  });

  it("where somebody decides on what they no longer see", async () => {
    const { model, version, ask, decide } = board;
    const name = await model();
    const asked = await ask(name, await version(name));
    await expect(decide(asked.id, "approve", board.emil, { revision: asked.revision + 1 })).rejects.toEqual(
      refused("stale"),
    );
  });
});
