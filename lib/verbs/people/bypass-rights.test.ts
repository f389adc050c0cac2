import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { grantBypass } from "./grant-bypass";
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
