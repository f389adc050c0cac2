import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { getPolicy } from "@/lib/verbs/registry/policies/get-policy";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { grantBypass } from "./grant-bypass";
import { inviteUser } from "./invite-user";
import { listBypassRights } from "./list-bypass-rights";
import { listMembers } from "./list-members";
import { revokeBypass } from "./revoke-bypass";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const rights = async () => {
  const { items } = await perform(listBypassRights, { ...(await world.contextOf("viewer")), input: {} });
  return items.map(({ name, grantedBy }) => [name, grantedBy]);
};

it("is nobody's until an admin names somebody, and ends when it is taken back", async () => {
  expect(await rights()).toEqual([]);
  const { items } = await perform(listMembers, { ...world.system, input: {} });
  const userId = items.find(({ name }) => name === "engineer")?.id ?? "";
  const admin = await world.contextOf("admin");
  await perform(grantBypass, { ...admin, input: { userId } });
  await perform(grantBypass, { ...world.system, input: { userId } });
  expect(await rights()).toEqual([["engineer", "admin"]]);
  await perform(revokeBypass, { ...admin, input: { userId } });
  expect(await rights()).toEqual([]);
});

it("wants a fresh sign-in, and a person who may sign in", async () => {
  const userId = await world.person();
  const admin = await world.contextOf("admin");
  const { prisma } = world.stores.database;
  await prisma.userSession.updateMany({ data: { authenticatedAt: new Date(Date.now() - 3_600_000) } });
  await expect(perform(grantBypass, { ...admin, input: { userId } })).rejects.toMatchObject({
    code: "reauthentication-required",
  });
  await prisma.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  await expect(
    perform(grantBypass, { ...(await world.contextOf("admin")), input: { userId } }),
  ).rejects.toMatchObject({ code: "conflict" });
});

it("nobody gives the right to themselves", async () => {
  const admin = await world.contextOf("admin");
  const userId = admin.actor.kind === "person" ? admin.actor.userId : "";
  await expect(perform(grantBypass, { ...admin, input: { userId } })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("another admin"),
  });
});

it("nor does an admin whom they brought in give it to them, directly or through others", async () => {
  const ada = await world.contextOf("admin");
  const idOf = ({ actor }: Context) => ("userId" in actor ? actor.userId : "");
  const { prisma } = world.stores.database;
  const invite = async (by: Context, name: string): Promise<Context> => {
    const input = { email: `${name}@example.org`, name, role: "viewer", admin: true };
    const { user } = await perform(inviteUser, { ...by, input });
    // In the place of the new person's own sign-in stands a session of just now.
    const session = await prisma.userSession.findFirstOrThrow({
      where: { userId: idOf(by), revokedAt: null },
    });
    const { id: userId } = user;
    const sessionId = `of-${name}`;
    await prisma.userSession.create({
      data: { ...session, id: sessionId, sidHash: randomBytes(32), userId, authenticatedAt: new Date() },
    });
    if (by.actor.kind !== "person") throw new Error("an admin is a person");
    return { ...by, actor: { ...by.actor, userId, name, sessionId } };
  };
  const second = await invite(ada, "second");
  const third = await invite(second, "third");
  const grant = (by: Context, to: Context) => perform(grantBypass, { ...by, input: { userId: idOf(to) } });
  await expect(grant(second, ada)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/^admin invited you on .+: until .+ another admin gives admin this right/),
  });
  await expect(grant(third, ada)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/^admin invited second on .+, through whom you came in/),
  });
  await expect(grant(ada, second)).resolves.toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ name: "second", grantedBy: "admin" })]),
  });
  // To the policy page they are one admin.
  await perform(createModel, { ...ada, input: { name: "guarded" } });
  const onlyAdmin = async () => (await perform(getPolicy, { ...ada, input: { name: "guarded" } })).onlyAdmin;
  expect(await onlyAdmin()).toBe("admin");
  await prisma.user.update({ where: { id: await world.person() }, data: { admin: true } });
  expect(await onlyAdmin()).toBeNull();
});
