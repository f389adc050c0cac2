import { hash } from "@node-rs/argon2";
import { beforeAll, describe, expect, it } from "vitest";
import { handleAuth } from "./auth-handler";
import { identify } from "./identify";
import { goodPassword, openHouse, request, signInAs } from "./testing/house";

let house: Awaited<ReturnType<typeof openHouse>>;

beforeAll(async () => {
  house = await openHouse();
  await house.addPerson("ada", "scientist");
});

const who = async (cookie: string | null) => (await identify(request("/", cookie ? { cookie } : {}))).actor;
const trail = async (action: string) =>
  (
    await house.stores.database.prisma.auditEvent.findMany({ where: { action }, orderBy: { seq: "asc" } })
  ).map(({ body }): { target: { id: string }; after: { result: string; throttledSeconds?: number } } =>
    JSON.parse(body),
  );

describe("sign-in by the form", () => {
  it("gives a cookie that holds no role, name or e-mail, and a session", async () => {
    const { response, session } = await signInAs("Ada@Example.org");
    expect(response.status).toBe(200);
    expect(await who(session)).toMatchObject({ kind: "person", email: "ada@example.org", role: "scientist" });
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith("slipway.session=")) ?? "";
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect((await trail("sign-in")).at(-1)?.after.result).toBe("signed in");
  });

  it("tells a wrong password, an unknown e-mail and a disabled person apart to nobody", async () => {
    const gone = await house.addPerson("gone", "viewer");
    await house.stores.database.prisma.user.update({
      where: { id: gone.id },
      data: { disabledAt: new Date() },
    });
    const bodies = await Promise.all(
      [
        ["ada@example.org", "a wrong password"],
        ["nobody@example.org", goodPassword],
        ["gone@example.org", goodPassword],
      ].map(async ([email = "", password = ""]) => {
        const { response, session } = await signInAs(email, password);
        expect(session).toBeNull();
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toMatch(/^401 .*CredentialsSignin/);
    const failed = (await trail("sign-in")).filter(({ after }) => after.result === "failed");
    expect(failed.map(({ target }) => target.id)).toContain("unknown");
  });

  it("takes about as long for an unknown e-mail as for a wrong password", async () => {
    const time = async (email: string, ip: string) => {
      const started = performance.now();
      await signInAs(email, "not the password", ip);
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let at = 0; at < 7; at++) {
      await house.addPerson(`timed${at}`, "viewer");
      known.push(await time(`timed${at}@example.org`, `10.1.0.${at}`));
      unknown.push(await time(`none${at}@example.org`, `10.2.0.${at}`));
    }
    // The fastest of each: what the work itself takes, without what else this machine does.
    const ratio = Math.min(...known) / Math.min(...unknown);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });

  it.each([
    ["1 MB", "x".repeat(1_000_000), 413],
    ["NUL", "abc\u0000defghijkl", 401],
    ["empty", "", 401],
    ["1024 emoji", "🚢".repeat(1024), 401],
  ])("survives a password of %s", async (_what, password, status) => {
    const { response, session } = await signInAs("ada@example.org", password, "10.3.0.1");
    expect(response.status).toBe(status);
    expect(session).toBeNull();
  });

  it.each(["admin/admin", "admin/password1234", "airflow/airflow", "root/root", "admin@example.org/admin"])(
    "knows no default credentials: %s",
    async (pair) => {
      const [email = "", password = ""] = pair.split("/");
      const { response, session } = await signInAs(email, password, "10.3.0.2");
      expect([400, 401]).toContain(response.status);
      expect(session).toBeNull();
    },
  );

  it("refuses a missing or foreign CSRF token", async () => {
    for (const csrfToken of ["", "0".repeat(64)]) {
      const { response, session } = await signInAs("ada@example.org", goodPassword, "10.3.0.3", {
        csrfToken,
      });
      expect(session).toBeNull();
      expect(await response.text()).toContain("csrf=true");
    }
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https://evil.example/x",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://127.0.0.1@evil.example/",
    "http://127.0.0.1:3000.evil.example/",
    "/x\r\nset-cookie: a=b",
    "not a url at all",
  ])("stays at home with callbackUrl %j", async (callbackUrl) => {
    const { response } = await signInAs("ada@example.org", goodPassword, "10.3.0.4", { callbackUrl });
    expect(response.status).toBe(200);
    const { url }: { url: string } = await response.json();
    expect(new URL(url).origin).toBe("http://127.0.0.1:3000");
    const seen = await handleAuth(
      request(`/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`),
      ["signin"],
    );
    expect(seen.status).toBe(302);
    expect(seen.headers.get("location")).not.toContain("evil.example/x");
  });

  it("hashes anew what was hashed with another cost", async () => {
    const { prisma } = house.stores.database;
    const old = await hash(goodPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const { id } = await house.addPerson("old", "viewer");
    await prisma.user.update({ where: { id }, data: { passwordHash: old } });
    expect((await signInAs("old@example.org", goodPassword, "10.3.0.9")).session).not.toBeNull();
    const { passwordHash } = await prisma.user.findUniqueOrThrow({ where: { id } });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect((await signInAs("old@example.org", goodPassword, "10.3.0.9")).session).not.toBeNull();
  });

  it("ends the session that it replaces", async () => {
    const first = await signInAs("ada@example.org", goodPassword, "10.3.0.9");
    const csrf = {
      csrfToken: first.csrfToken,
      email: "ada@example.org",
      password: goodPassword,
      json: "true",
    };
    const again = request("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams(csrf),
      cookie: `${first.cookie}; ${first.session}`,
    });
    expect((await handleAuth(again, ["callback", "credentials"])).status).toBe(200);
    expect((await who(first.session)).kind).toBe("nobody");
  });

  it("links to our own origin, whatever host a request names", async () => {
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    };
    const seen = await handleAuth(request("/api/auth/signin?callbackUrl=/x", { headers }), ["signin"]);
    const { searchParams, pathname, origin } = new URL(
      seen.headers.get("location") ?? "",
      "http://127.0.0.1:3000",
    );
    expect([origin, pathname, searchParams.get("callbackUrl")]).toEqual([
      "http://127.0.0.1:3000",
      "/sign-in",
      "http://127.0.0.1:3000/x",
    ]);
  });

  it("answers 404 at the doors of next-auth that nobody uses", async () => {
    for (const path of [["session"], ["providers"], ["_log"], ["callback", "evil"]])
      expect((await handleAuth(request(`/api/auth/${path.join("/")}`), path)).status).toBe(404);
  });
});

describe("signing out", () => {
  it("ends the session, also for a copy of the cookie", async () => {
    const { session, csrfToken, cookie } = await signInAs("ada@example.org", goodPassword, "10.4.0.1");
    expect((await who(session)).kind).toBe("person");
    const body = new URLSearchParams({ csrfToken, json: "true" });
    const foreign = await handleAuth(
      request("/api/auth/signout", {
        method: "POST",
        body: new URLSearchParams({ csrfToken: "x" }),
        cookie: `${session}; ${cookie}`,
      }),
      ["signout"],
    );
    expect(foreign.status).toBe(302);
    expect((await who(session)).kind).toBe("person");
    await handleAuth(
      request("/api/auth/signout", { method: "POST", body, cookie: `${session}; ${cookie}` }),
      ["signout"],
    );
    expect((await who(session)).kind).toBe("nobody");
    expect(await trail("sign-out")).toHaveLength(1);
  });
});

describe("throttling", () => {
  it("answers 429 to guesses at one account from many addresses; from a known place its owner still gets in", async () => {
    await house.addPerson("target", "viewer");
    expect((await signInAs("target@example.org", goodPassword, "10.9.9.9")).session).not.toBeNull();
    const statuses: number[] = [];
    for (let at = 0; at < 50; at++)
      statuses.push(
        (await signInAs("target@example.org", `guess number ${at}`, `10.5.${at}.1`)).response.status,
      );
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(new Set(statuses.slice(10))).toEqual(new Set([429]));
    const failed = (await trail("sign-in")).filter(({ after }) => after.throttledSeconds !== undefined);
    expect(failed.at(-1)?.after).toEqual({ result: "failed", throttledSeconds: 30 });
    const blocked = await signInAs("target@example.org", goodPassword, "10.5.200.1");
    expect(blocked.response.status).toBe(429);
    expect(Number(blocked.response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signInAs("target@example.org", goodPassword, "10.9.9.9")).session).not.toBeNull();
    // Once the wait is over, the right password works from anywhere.
    await house.stores.database.prisma.throttle.updateMany({ data: { blockedUntil: new Date(0) } });
    expect((await signInAs("target@example.org", goodPassword, "10.5.200.1")).session).not.toBeNull();
  });

  it("lets no more through when the guesses come at once", async () => {
    await house.addPerson("parallel", "viewer");
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, at) => signInAs("parallel@example.org", `guess ${at}`, `10.6.${at}.1`)),
    );
    expect(answers.filter(({ response }) => response.status === 401)).toHaveLength(10);
  });

  it("answers 429 to many names from one address, whatever it claims to be forwarded for", async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 55; at++) {
      const { response } = await signInAs(`name${at}@example.org`, "some password", "10.7.0.1");
      statuses.push(response.status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(50);
    expect(statuses.at(-1)).toBe(429);
  });
});
