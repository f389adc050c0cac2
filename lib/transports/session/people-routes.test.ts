import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as accept } from "@/app/api/invitation/route";
import { POST as changePassword } from "@/app/api/me/password/route";
import { POST as reauthenticate } from "@/app/api/me/reauthentication/route";
import { GET as me } from "@/app/api/me/route";
import { DELETE as endSessions, GET as listSessions } from "@/app/api/sessions/route";
import { DELETE as revokeToken } from "@/app/api/tokens/[id]/route";
import { POST as createToken, GET as listTokens } from "@/app/api/tokens/route";
import { POST as issueLink } from "@/app/api/users/[id]/link/route";
import { PATCH as updateUser } from "@/app/api/users/[id]/route";
import { POST as inviteUser, GET as listUsers } from "@/app/api/users/route";
import { linkAnswer, userRow } from "@/lib/core/people/schemas";
import { asPage, goodPassword, openHouse, origin, params, request, signInAs } from "./testing/house";

const invitation = z.object({ user: userRow, link: linkAnswer });

let house: Awaited<ReturnType<typeof openHouse>>;
let admin: string | null;

beforeAll(async () => {
  house = await openHouse();
  await house.addPerson("root", "engineer", true);
  for (const role of ["viewer", "scientist", "engineer"] as const) await house.addPerson(role, role);
  admin = await cookieOf("root");
});

const cookieOf = async (name: string, password = goodPassword) =>
  (await signInAs(`${name}@example.org`, password)).session;
const answer = async (response: Response): Promise<{ status: number; body: Record<string, unknown> }> => ({
  status: response.status,
  body: await response.json(),
});
const invite = async (name: string, role = "viewer") => {
  const { body } = await answer(
    await inviteUser(
      asPage("/api/users", "POST", admin, { email: `${name}@example.org`, name, role }),
      params(),
    ),
  );
  const { user, link } = invitation.parse(body);
  return { id: user.id, token: new URL(link.path, origin).searchParams.get("token") ?? "" };
};
const patch = (id: string, body: unknown, cookie = admin) =>
  updateUser(asPage(`/api/users/${id}`, "PATCH", cookie, body), params({ id }));

describe("who may", () => {
  it("answers 401 to nobody and 403 below an admin, at every door of people", async () => {
    const doors: [(cookie: string | null) => Promise<Response>, number][] = [
      [(cookie) => listUsers(asPage("/api/users", "GET", cookie), params()), 403],
      [
        (cookie) =>
          inviteUser(
            asPage("/api/users", "POST", cookie, { email: "x@y.z", name: "x", role: "viewer" }),
            params(),
          ),
        403,
      ],
      [(cookie) => patch("someone", { disabled: true }, cookie), 403],
      [(cookie) => issueLink(asPage("/api/users/x/link", "POST", cookie, {}), params({ id: "x" })), 403],
      [(cookie) => me(asPage("/api/me", "GET", cookie), params()), 200],
      [(cookie) => listTokens(asPage("/api/tokens", "GET", cookie), params()), 200],
      [(cookie) => listSessions(asPage("/api/sessions", "GET", cookie), params()), 200],
      [(cookie) => endSessions(asPage("/api/sessions?id=none", "DELETE", cookie), params()), 404],
      [(cookie) => revokeToken(asPage("/api/tokens/none", "DELETE", cookie), params({ id: "none" })), 404],
    ];
    for (const role of ["viewer", "scientist", "engineer"]) {
      const cookie = await cookieOf(role);
      for (const [call, status] of doors) {
        expect((await call(null)).status).toBe(401);
        expect((await call(cookie)).status).toBe(status);
      }
    }
  });

  it("takes no API token for people, tokens and sessions, whatever its owner's role", async () => {
    const { body } = await answer(
      await createToken(asPage("/api/tokens", "POST", admin, { name: "ci", scopes: ["read"] }), params()),
    );
    const headers = { authorization: `Bearer ${body.token}` };
    expect((await me(request("/api/me", { headers }), params())).status).toBe(200);
    for (const call of [
      listUsers(request("/api/users", { headers }), params()),
      listTokens(request("/api/tokens", { headers }), params()),
      createToken(
        request("/api/tokens", {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: "{}",
        }),
        params(),
      ),
    ])
      expect((await call).status).toBe(403);
  });

  it("tells nobody about another's token, and lets an admin end it", async () => {
    const scientist = await cookieOf("scientist");
    const made = await answer(
      await createToken(
        asPage("/api/tokens", "POST", scientist, { name: "mine", scopes: ["runs:write"] }),
        params(),
      ),
    );
    expect(made.status).toBe(201);
    const id = String(made.body.id);
    const revoke = (cookie: string | null) =>
      revokeToken(asPage(`/api/tokens/${id}`, "DELETE", cookie), params({ id }));
    expect((await revoke(await cookieOf("engineer"))).status).toBe(404);
    const listed = await (await listTokens(asPage("/api/tokens", "GET", scientist), params())).text();
    expect(listed).toContain(id);
    expect(listed).not.toContain(String(made.body.token));
    expect((await answer(await revoke(admin))).body.status).toBe("revoked");
  });

  it("gives no scope that the role does not allow", async () => {
    const viewer = await cookieOf("viewer");
    const { status, body } = await answer(
      await createToken(
        asPage("/api/tokens", "POST", viewer, { name: "x", scopes: ["read", "runs:write"] }),
        params(),
      ),
    );
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: "/scopes" }]);
  });
});

describe("writes from other sites", () => {
  it.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin, "sec-fetch-site": "cross-site" },
    { origin: `${origin}.evil.example` },
    {},
  ])("are refused with %j", async (headers) => {
    const cookie = (await cookieOf("viewer")) ?? "";
    const response = await endSessions(
      request("/api/sessions", { method: "DELETE", cookie, headers }),
      params(),
    );
    expect((await answer(response)).body.code).toBe("cross-site");
  });

  it("are refused as text/plain, too", async () => {
    const cookie = (await cookieOf("viewer")) ?? "";
    const headers = { origin, "content-type": "text/plain" };
    const call = request("/api/me/password", { method: "POST", cookie, headers, body: "{}" });
    expect((await changePassword(call, params())).status).toBe(415);
  });
});

describe("invitations and resets", () => {
  it("let the invited choose a password, once", async () => {
    const { token } = await invite("eve", "scientist");
    const use = (password: string) =>
      accept(asPage("/api/invitation", "POST", null, { token, password }), params());
    expect((await answer(await use("short"))).body.errors).toMatchObject([{ pointer: "/password" }]);
    expect((await answer(await use("eve@example.org"))).status).toBe(400);
    expect((await use(goodPassword)).status).toBe(200);
    expect(await cookieOf("eve")).not.toBeNull();
    expect((await use("another fine password")).status).toBe(403);
  });

  it("work once even when used twice at once", async () => {
    const { token } = await invite("twice");
    const use = (password: string) =>
      accept(asPage("/api/invitation", "POST", null, { token, password }), params());
    const statuses = (await Promise.all([use("first fine password"), use("second fine password")])).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([200, 403]);
  });

  it("end open sessions when a password is reset", async () => {
    const frank = await house.addPerson("frank", "viewer");
    const old = await cookieOf("frank");
    const made = await answer(
      await issueLink(asPage(`/api/users/${frank.id}/link`, "POST", admin, {}), params({ id: frank.id })),
    );
    expect(made.body.purpose).toBe("reset");
    const token = new URL(String(made.body.path), origin).searchParams.get("token");
    const done = await accept(
      asPage("/api/invitation", "POST", null, { token, password: "a newly chosen one" }),
      params(),
    );
    expect(done.status).toBe(200);
    expect((await me(asPage("/api/me", "GET", old), params())).status).toBe(401);
    expect(await cookieOf("frank")).toBeNull();
    expect(await cookieOf("frank", "a newly chosen one")).not.toBeNull();
  });

  it("refuse an e-mail that is here already", async () => {
    const again = await inviteUser(
      asPage("/api/users", "POST", admin, { email: "VIEWER@example.org ", name: "x", role: "viewer" }),
      params(),
    );
    expect(again.status).toBe(409);
  });
});

describe("changing people", () => {
  it("works at the next request: role, disabling, admin's end of sessions", async () => {
    const grace = await house.addPerson("grace", "engineer");
    const asGrace = async (cookie: string | null) =>
      (await me(asPage("/api/me", "GET", cookie), params())).status;
    const first = await cookieOf("grace");
    expect((await patch(grace.id, { role: "viewer" })).status).toBe(200);
    expect(await asGrace(first)).toBe(401);
    const second = await cookieOf("grace");
    expect((await answer(await me(asPage("/api/me", "GET", second), params()))).body.role).toBe("viewer");
    expect(
      (await endSessions(asPage(`/api/sessions?user=${grace.id}`, "DELETE", admin), params())).status,
    ).toBe(200);
    expect(await asGrace(second)).toBe(401);
    const third = await cookieOf("grace");
    expect((await patch(grace.id, { disabled: true })).status).toBe(200);
    expect(await asGrace(third)).toBe(401);
    expect(await cookieOf("grace")).toBeNull();
    expect((await patch(grace.id, { disabled: false })).status).toBe(200);
    expect(await cookieOf("grace")).not.toBeNull();
  });

  it("keeps the last admin, also against two at once", async () => {
    const listed = await answer(await listUsers(asPage("/api/users", "GET", admin), params()));
    const { items } = z.object({ items: z.array(userRow) }).parse(listed.body);
    const root = items.find(({ email }) => email === "root@example.org")?.id ?? "";
    expect((await patch(root, { admin: false })).status).toBe(409);
    expect((await patch(root, { disabled: true })).status).toBe(409);
    const second = await house.addPerson("second", "viewer", true);
    const asSecond = await cookieOf("second");
    const statuses = (
      await Promise.all([patch(root, { admin: false }, asSecond), patch(second.id, { admin: false }, admin)])
    ).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const left = await house.stores.database.prisma.user.findMany({ where: { admin: true } });
    expect(left).toHaveLength(1);
    await house.stores.database.prisma.user.update({ where: { id: root }, data: { admin: true } });
    admin = await cookieOf("root");
  });

  it("wants the password again after 15 minutes, and takes it in place", async () => {
    const { prisma } = house.stores.database;
    await prisma.userSession.updateMany({ data: { authenticatedAt: new Date(Date.now() - 16 * 60_000) } });
    const target = await house.addPerson("heidi", "viewer");
    expect((await answer(await patch(target.id, { role: "scientist" }))).body.code).toBe(
      "reauthentication-required",
    );
    const confirm = (password: string) =>
      reauthenticate(asPage("/api/me/reauthentication", "POST", admin, { password }), params());
    expect((await answer(await confirm("not it at all"))).body.errors).toMatchObject([
      { pointer: "/password" },
    ]);
    expect((await confirm(goodPassword)).status).toBe(200);
    expect((await patch(target.id, { role: "scientist" })).status).toBe(200);
  });

  it("ends the other sessions when one's password changes", async () => {
    await house.addPerson("ivan", "viewer");
    const [here, there] = [await cookieOf("ivan"), await cookieOf("ivan")];
    const change = (currentPassword: string, newPassword: string) =>
      changePassword(asPage("/api/me/password", "POST", here, { currentPassword, newPassword }), params());
    expect((await change("wrong", "brand new harbour 9")).status).toBe(400);
    expect((await change(goodPassword, "123456789012")).status).toBe(400);
    expect((await change(goodPassword, "brand new harbour 9")).status).toBe(200);
    expect((await me(asPage("/api/me", "GET", here), params())).status).toBe(200);
    expect((await me(asPage("/api/me", "GET", there), params())).status).toBe(401);
  });

  it("leaves a trail without names, e-mails or secrets", async () => {
    const { token } = await invite("traced");
    const rows = await house.stores.database.prisma.auditEvent.findMany();
    const bodies = rows.map(({ body }) => body).join("\n");
    expect(bodies).toContain("invite-user");
    expect(bodies).not.toContain("traced");
    expect(bodies).not.toContain(token);
    expect(bodies).not.toContain(goodPassword);
  });
});
