import { beforeAll, expect, test } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { inviteUser } from "./invite-user";
import { updateUser } from "./update-user";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

test("nobody is shown by a name that looks like somebody else's", async () => {
  const admin = await world.contextOf("admin");
  const invite = (email: string, name: string) =>
    perform(inviteUser, { ...admin, input: { email, name, role: "viewer" } });
  const { user } = await invite("cope@example.org", "Cope");
  const taken = { code: "already-exists", message: expect.stringContaining("already shown as Cope") };
  await expect(invite("other@example.org", "COPE")).rejects.toMatchObject(taken);
  await expect(invite("other@example.org", "Соре")).rejects.toMatchObject(taken);
  await expect(invite("other@example.org", "Cope\u200b")).rejects.toMatchObject({ code: "invalid" });
  const other = await invite("other@example.org", "Other");
  const rename = (id: string, name: string) => perform(updateUser, { ...admin, input: { id, name } });
  await expect(rename(other.user.id, "cope")).rejects.toMatchObject(taken);
  await expect(rename(user.id, "COPE")).resolves.toMatchObject({ name: "COPE" });
});
