import { expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { openHouse } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { signInWithProvider } from "./sign-in-with-provider";

it("lets nobody in who is disabled at the same moment", async () => {
  const { stores, system, addPerson } = await openHouse();
  const { id, email } = await addPerson("ada", "viewer");
  const signIn = () => perform(signInWithProvider, { ...system, input: { email } });
  expect((await signIn()).session).toMatchObject({ userId: id });

  const admin = await stores.database.connect();
  await admin.query("BEGIN");
  await admin.query(`UPDATE "user" SET disabled_at = now() WHERE id = $1`, [id]);
  await admin.query(`UPDATE user_session SET revoked_at = now() WHERE user_id = $1`, [id]);
  const signing = signIn();
  const waits = sql`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await stores.database.query(waits)).length).toBe(1);
  await admin.query("COMMIT");
  await admin.end();
  expect(await signing).toEqual({ session: null });
  const open = { userId: id, revokedAt: null };
  expect(await stores.database.prisma.userSession.count({ where: open })).toBe(0);
});
