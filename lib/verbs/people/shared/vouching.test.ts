import { readFileSync } from "node:fs";
import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { updateUser } from "@/lib/verbs/people/update-user";
import { openWorld, type World } from "@/lib/verbs/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const upgrade = "prisma/migrations/20261128000042_promotions/migration.sql";

it("an upgrade finds promotions and who was let in again in the trail, once", async () => {
  const { prisma } = world.stores.database;
  const id = await world.person();
  const ada = await world.contextOf("admin");
  const change = (input: object) => perform(updateUser, { ...ada, input: { id, ...input } });
  await change({ role: "viewer" });
  await change({ role: "engineer" });
  await change({ admin: true });
  await change({ admin: false, role: "scientist" });
  await change({ disabled: true });
  await change({ disabled: false, name: "Renamed" });
  const acts = async () => {
    const rows = await prisma.vouching.findMany({ where: { userId: id }, orderBy: { at: "asc" } });
    return rows.map(({ act }) => act);
  };
  const kept = await acts();
  expect(kept).toEqual(["promoted", "promoted", "enabled"]);

  const client = new Client({ connectionString: world.databaseUrl });
  await client.connect();
  const runs = async () => void (await client.query(readFileSync(upgrade, "utf8")));
  try {
    await runs();
    expect(await acts()).toEqual(kept);
    // As before the table was: it holds nothing of what the trail tells.
    await client.query("ALTER TABLE vouching DISABLE TRIGGER USER; DELETE FROM vouching");
    await client.query("ALTER TABLE vouching ENABLE TRIGGER USER");
    for (const _ of [1, 2]) await runs();
    expect(await acts()).toEqual(kept);
  } finally {
    await client.end();
  }
});
