import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Context, perform } from "@/lib/verbs/kernel";
import { inviteUser } from "@/lib/verbs/people/invite-user";
import { issueLink } from "@/lib/verbs/people/issue-link";
import { updateUser } from "@/lib/verbs/people/update-user";
import { getInbox } from "@/lib/verbs/registry/board/get-inbox";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { decidePolicy } from "@/lib/verbs/registry/policies/decide-policy";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { deleteVersion } from "@/lib/verbs/registry/versions/delete-version";
import { getRequest } from "./get-request";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

/** An engineer who is an admin too, of a test's own. */
async function admin(name: string): Promise<Context> {
  const made = await board.member(name, "engineer");
  const { actor } = made;
  if (actor.kind !== "person") throw new Error("a member is a person");
  await board.stores.database.prisma.user.update({ where: { id: actor.userId }, data: { admin: true } });
  return { ...made, actor: { ...actor, admin: true } };
}
const idOf = ({ actor }: Context) => ("userId" in actor ? actor.userId : "");
const invited = z.object({ user: z.object({ id: z.string() }) });
async function invite(by: Context, name: string, role = "engineer", admin = false): Promise<Context> {
  const input = { email: `${name}@example.org`, name, role, admin };
  const { user } = invited.parse(await perform(inviteUser, { ...by, input }));
  return board.signedIn({ userId: user.id, name, role: "engineer", admin });
}
const asked = async (by: Context) => {
  const name = await board.model();
  return { name, ...(await board.ask(name, await board.version(name, {}, by), by)) };
};
const forbidden = (words: RegExp) => ({ code: "forbidden", message: expect.stringMatching(words) });

describe("whoever brought an approver in has a hand in what that approver approves", () => {
  it("keeps whom somebody invited from what they asked for, and lets them decide the rest", async () => {
    const ada = await admin("ada");
    const puppet = await invite(ada, "puppet");
    const own = await asked(ada);
    await expect(board.decide(own.id, "approve", puppet)).rejects.toMatchObject(
      forbidden(/^ada invited you on .+ another engineer decides/),
    );
    const seen = await perform(getRequest, { ...puppet, input: { id: own.id } });
    expect(seen.you).toMatchObject({ mayDecide: false, whyNot: expect.stringContaining("ada invited you") });
    expect(seen.deciders).toContain("emil");
    expect(seen.deciders).not.toContain("puppet");
    expect(seen.excluded.map(({ name, why }) => [name, why.slice(0, 18)])).toEqual([
      ["ada", "ada asked for this"],
      ["puppet", "ada invited puppet"],
    ]);
    const others = await asked(board.dana);
    await expect(board.decide(others.id, "approve", puppet)).resolves.toMatchObject({ status: "applied" });
    await expect(board.decide(own.id, "approve", board.emil)).resolves.toMatchObject({ status: "applied" });
  });

  it("sees through those between them", async () => {
    const ada = await admin("ada-2");
    const between = await invite(ada, "between", "viewer", true);
    const last = await invite(between, "last");
    const own = await asked(ada);
    await expect(board.decide(own.id, "approve", last)).rejects.toMatchObject(
      forbidden(/^ada-2 invited between on .+, through whom you came in/),
    );
  });

  it("counts a link, a promotion and being let in again as it counts an invitation", async () => {
    const ada = await admin("ada-3");
    const own = await asked(ada);
    const update = (who: Context, input: object) =>
      perform(updateUser, { ...ada, input: { id: idOf(who), ...input } });
    const acts: [string, (who: Context) => Promise<unknown>, RegExp][] = [
      [
        "linked",
        (who) => perform(issueLink, { ...ada, input: { id: idOf(who) } }),
        /made a sign-in link for you/,
      ],
      ["raised", (who) => update(who, { admin: true }), /promoted you/],
      [
        "enabled",
        async (who) => {
          await update(who, { disabled: true });
          await update(who, { disabled: false });
        },
        /enabled you/,
      ],
    ];
    for (const [name, act, words] of acts) {
      const who = await board.member(name, "engineer");
      await act(who);
      const again = await board.signedIn({ userId: idOf(who), name, role: "engineer", admin: false });
      await expect(board.decide(own.id, "approve", again)).rejects.toMatchObject(forbidden(words));
    }
    const lowered = await board.member("lowered", "engineer");
    await update(lowered, { name: "renamed" });
    await expect(board.decide(own.id, "approve", lowered)).resolves.toMatchObject({ status: "applied" });
  });

  it("ends after thirty days, and is nobody's where the operator added the person", async () => {
    const ada = await admin("ada-4");
    const { prisma } = board.stores.database;
    const old = await board.member("old", "engineer");
    await prisma.vouching.create({
      data: {
        ...{ userId: idOf(old), byId: idOf(ada), act: "invited" },
        at: new Date(Date.now() - 30 * 24 * 3_600_000 - 60_000),
      },
    });
    const own = await asked(ada);
    await expect(board.decide(own.id, "approve", old)).resolves.toMatchObject({ status: "applied" });
    expect(await prisma.vouching.count({ where: { userId: idOf(board.emil) } })).toBe(0);
  });

  it("holds for a rollback's second word and for a change of policy, and for what waits in the inbox", async () => {
    const ada = await admin("ada-5");
    const puppet = await invite(ada, "puppet-5");
    const name = await board.model();
    for (const _ of [1, 2]) await board.promote(name, await board.version(name));
    const back = await perform(rollBackModel, { ...ada, input: { name, reason: "it is worse" } });
    await expect(board.decide(back.id, "approve", puppet)).rejects.toMatchObject(
      forbidden(/ada-5 invited you/),
    );

    const loose = await board.model();
    await board.policy(loose, { guards: {} }, ada);
    const agree = (by: Context) =>
      perform(decidePolicy, { ...by, input: { name: loose, decision: "approve" } });
    await expect(agree(puppet)).rejects.toMatchObject(forbidden(/ada-5 invited you/));
    const inbox = async (who: Context) => {
      const { waiting, policies } = await perform(getInbox, { ...who, input: {} });
      return {
        rollback: waiting.some(({ id }) => id === back.id),
        policy: policies.some(({ model }) => model === loose),
      };
    };
    expect(await inbox(puppet)).toEqual({ rollback: false, policy: false });
    expect(await inbox(board.noor)).toEqual({ rollback: true, policy: true });
    await expect(agree(board.noor)).resolves.toMatchObject({ policy: { guards: {} } });
  });

  it("makes one word of two, where two must approve", async () => {
    const ada = await admin("ada-7");
    const puppet = await invite(ada, "puppet-7");
    const other = await invite(ada, "other-7");
    const two = async () => {
      const name = await board.model();
      await board.policy(name, { guards: { Production: { approvals: 2 } } });
      return (await board.ask(name, await board.version(name))).id;
    };
    const first = await two();
    await board.decide(first, "approve", ada);
    await expect(board.decide(first, "approve", puppet)).rejects.toMatchObject(
      forbidden(/ada-7 invited you/),
    );
    const second = await two();
    await board.decide(second, "approve", puppet);
    await expect(board.decide(second, "approve", ada)).rejects.toMatchObject(
      forbidden(/^You invited puppet-7 on .+ what puppet-7 has a hand in/),
    );
    await expect(board.decide(second, "approve", other)).resolves.toMatchObject({ status: "applied" });
  });

  it("keeps who brought somebody in from what those ask for, make or propose, too", async () => {
    const ada = await admin("ada-8");
    const ghost = await invite(ada, "ghost", "scientist");
    const own = await asked(ghost);
    await expect(board.decide(own.id, "approve", ada)).rejects.toMatchObject(
      forbidden(/^You invited ghost on .+ another engineer decides what ghost has a hand in/),
    );
    const seen = await perform(getRequest, { ...ada, input: { id: own.id } });
    expect(seen.deciders).not.toContain("ada-8");
    expect(seen.excluded.map(({ name, why }) => [name, why.slice(0, 19)])).toContainEqual([
      "ada-8",
      "ada-8 invited ghost",
    ]);
    const name = await board.model();
    const made = await board.ask(name, await board.version(name, {}, ghost));
    await expect(board.decide(made.id, "approve", ada)).rejects.toMatchObject(forbidden(/invited ghost/));
    // Whom the same admin brought in is another person still.
    const other = await invite(ada, "other-8");
    await expect(board.decide(own.id, "approve", other)).resolves.toMatchObject({ status: "applied" });
  });

  it("holds that way round for a rollback and for a change of policy, and through those between", async () => {
    const ada = await admin("ada-9");
    const between = await invite(ada, "between-9", "viewer", true);
    const ghost = await invite(between, "ghost-9");
    const name = await board.model();
    for (const _ of [1, 2]) await board.promote(name, await board.version(name));
    const back = await perform(rollBackModel, { ...ghost, input: { name, reason: "it is worse" } });
    const words = forbidden(/^You invited between-9 on .+, through whom ghost-9 came in/);
    await expect(board.decide(back.id, "approve", ada)).rejects.toMatchObject(words);
    const loose = await board.model();
    await board.policy(loose, { guards: {} }, ghost);
    const agree = (by: Context) =>
      perform(decidePolicy, { ...by, input: { name: loose, decision: "approve" } });
    await expect(agree(ada)).rejects.toMatchObject(words);
    const { waiting, policies } = await perform(getInbox, { ...ada, input: {} });
    expect(waiting.map(({ id }) => id)).not.toContain(back.id);
    expect(policies.map(({ model }) => model)).not.toContain(loose);
    await expect(agree(board.noor)).resolves.toMatchObject({ policy: { guards: {} } });
  });

  it("is never changed or taken back", async () => {
    const ada = await admin("ada-6");
    await invite(ada, "kept");
    const { prisma } = board.stores.database;
    await expect(prisma.vouching.deleteMany()).rejects.toThrow(/append-only/);
  });
});

describe("a copy has the hands of what it was copied from", () => {
  const copy = (by: Context, name: string, source: string) =>
    perform(createVersion, { ...by, input: { name, source } });

  it("by models:/, through copies of copies, and when the original is gone", async () => {
    const { model, version, ask, decide, emil, noor, dana, paul } = board;
    const first = await model();
    await version(first, {}, emil);
    const [second, third] = [await model(), await model()];
    await copy(noor, second, `models:/${first}/1`);
    await perform(deleteVersion, { ...emil, input: { name: first, version: 1 } });
    await copy(dana, third, `models:/${second}/1`);
    const { id } = await ask(third, 1, paul);
    for (const hand of [emil, noor])
      await expect(decide(id, "approve", hand)).rejects.toMatchObject(
        forbidden(/^You made what this version is a copy of/),
      );
    await expect(decide(id, "approve", board.olga)).resolves.toMatchObject({ status: "applied" });
  });

  it("by the folder, below it or above it", async () => {
    const { model, version, ask, decide, emil, dana, stores } = board;
    const first = await model();
    await version(first, {}, emil);
    const { storage } = await stores.database.prisma.version.findFirstOrThrow({
      where: { number: 1, model: { name: first } },
    });
    for (const source of [storage, `${storage}/part`, storage.slice(0, storage.lastIndexOf("/"))]) {
      const name = await model();
      await copy(dana, name, source);
      const { id } = await ask(name, 1);
      await expect(decide(id, "approve", emil)).rejects.toMatchObject(forbidden(/a copy of/));
    }
  });
});
