import { beforeAll, expect, test } from "vitest";
import { appendAudit } from "@/lib/verbs/audit";
import { perform } from "@/lib/verbs/kernel";
import { reauthenticate } from "@/lib/verbs/people/reauthenticate";
import { updateProfile } from "@/lib/verbs/people/update-profile";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { setModelTag } from "@/lib/verbs/registry/models/set-model-tag";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { listAudit } from "./list-audit";
import { verifyAudit } from "./verify-audit";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const list = async (who: "viewer" | "engineer", input: object) =>
  (await perform(listAudit, { ...(await world.contextOf(who)), input })).items;

test("a record keeps the name and the e-mail of its time", async () => {
  const scientist = await world.contextOf("scientist");
  const name = world.unique("model");
  await perform(createModel, { ...scientist, input: { name } });
  await perform(updateProfile, { ...scientist, input: { name: world.unique("somebody else") } });
  const before = scientist.actor.kind === "person" ? scientist.actor : null;
  const [seen] = await list("engineer", { target: name });
  expect(seen?.actor).toMatchObject({ name: before?.name, email: before?.email });
  const [bare] = await list("viewer", { target: name });
  expect(bare?.actor).toMatchObject({ name: before?.name, email: null });
});

test("a value longer than 4 KB is cut, with its length and its hash, and the chain holds", async () => {
  const scientist = await world.contextOf("scientist");
  const name = world.unique("model");
  await perform(createModel, { ...scientist, input: { name } });
  await perform(setModelTag, { ...scientist, input: { name, key: "long", value: "x".repeat(90_000) } });
  const [event] = await list("viewer", { action: "set-model-tag", target: name });
  const value = String(event?.after?.value);
  expect(value.length).toBeLessThan(4_300);
  expect(value).toMatch(/^x{4096}… \(cut: 90000 characters in all, SHA-256 [0-9a-f]{64}\)$/);
  const verdict = await perform(verifyAudit, { ...(await world.contextOf("viewer")), input: {} });
  expect(verdict.ok).toBe(true);
});

test("a reason is cut like any other value, by bytes; of a list each value is", async () => {
  const { stores } = world;
  const context = { ...world.system, stores };
  await stores.database.prisma.$transaction((tx) =>
    appendAudit({ ...context, tx, announce: async () => undefined }, "cut", {
      target: { type: "model", id: "m" },
      after: { list: ["short", "ü".repeat(5000)], many: Array.from({ length: 9000 }, () => "long enough") },
      reason: "ü".repeat(5000),
    }),
  );
  const [event] = await list("viewer", { action: "cut" });
  const cut = /^ü{2048}… \(cut: 5000 characters in all, SHA-256 [0-9a-f]{64}\)$/;
  expect(event?.reason).toMatch(cut);
  expect(event?.after?.list).toEqual(["short", expect.stringMatching(cut)]);
  expect(String(event?.after?.many).length).toBeLessThan(4_300);
});

test("a wrong password in a session leaves a row", async () => {
  const engineer = await world.contextOf("engineer");
  const rows = () => world.stores.database.prisma.auditEvent.count({ where: { action: "reauthenticate" } });
  const before = await rows();
  await expect(
    perform(reauthenticate, { ...engineer, input: { password: "not the right one" } }),
  ).rejects.toMatchObject({ code: "invalid" });
  expect(await rows()).toBe(before + 1);
});
