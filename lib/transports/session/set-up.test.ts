import { beforeAll, expect, it } from "vitest";
import { POST as setUp } from "@/app/api/setup/route";
import { writeSecret } from "@/lib/core/people/secret-format";
import { ensureSetupLink } from "@/lib/verbs/people/shared/set-up-link";
import { asPage, goodPassword, openHouse, origin, params, signInAs } from "./testing/house";

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
});

const attempt = (token: string, name = "ada") =>
  setUp(
    asPage("/api/setup", "POST", null, {
      token,
      email: `${name}@example.org`,
      name,
      password: goodPassword,
      policy: "alone",
    }),
    params(),
  );

it("goes from the printed link to one admin, whoever races", async () => {
  const link = new URL((await ensureSetupLink(house.stores, origin)) ?? "");
  expect(`${link.origin}${link.pathname}`).toBe(`${origin}/setup`);
  const token = link.searchParams.get("token") ?? "";

  // A wrong token, even a well-formed one, makes nobody; and guessing is slowed down.
  const statuses: number[] = [];
  for (let at = 0; at < 100; at++)
    statuses.push((await attempt(writeSecret("setup", new Uint8Array(32).fill(at)))).status);
  expect(new Set(statuses.slice(0, 20))).toEqual(new Set([403]));
  expect(new Set(statuses.slice(20))).toEqual(new Set([429]));
  const { prisma } = house.stores.database;
  expect(await prisma.user.count()).toBe(0);
  await prisma.throttle.deleteMany();

  const racing = await Promise.all(["ada", "bob", "carl", "dora"].map((name) => attempt(token, name)));
  expect(racing.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const { status } of racing) expect([201, 403, 404]).toContain(status);
  const users = await prisma.user.findMany({ include: { members: true } });
  expect(users).toMatchObject([{ admin: true, members: [{ role: "engineer" }] }]);
  expect(await prisma.installation.findUnique({ where: { id: 1 } })).toMatchObject({ policy: "alone" });
  expect((await signInAs(users[0]?.email ?? "")).session).not.toBeNull();

  expect((await attempt(token)).status).toBe(404);
  expect(await ensureSetupLink(house.stores, origin)).toBeNull();
});
