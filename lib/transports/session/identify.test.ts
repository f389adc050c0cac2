import { beforeAll, describe, expect, it } from "vitest";
import { writeSecret } from "@/lib/core/people/secret-format";
import { perProcess } from "@/lib/process";
import { identify } from "./identify";
import { openHouse, request, signInAs } from "./testing/house";

let house: Awaited<ReturnType<typeof openHouse>>;
let owner: Awaited<ReturnType<typeof house.addPerson>>;
let token: string;

beforeAll(async () => {
  house = await openHouse();
  owner = await house.addPerson("ada", "scientist");
  token = (await house.addToken(owner.id, { role: "scientist", admin: false })).token;
});

const bearer = (value: string, ip?: string) =>
  identify(request("/api/runs", { headers: { authorization: value }, ...(ip ? { ip } : {}) }));
const basic = (user: string, password: string) =>
  bearer(`Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);

describe("API tokens", () => {
  it("are taken as Bearer, and as the password of Basic", async () => {
    for (const who of [
      bearer(`Bearer ${token}`),
      basic("", token),
      basic("token", token),
      basic("ada@example.org", token),
    ])
      expect((await who).actor).toMatchObject({
        kind: "token",
        userId: owner.id,
        role: "scientist",
        project: { id: "default" },
      });
  });

  it("carry the address and the agent, and ignore cookies", async () => {
    const bob = await house.addPerson("bob", "viewer");
    const { session } = await signInAs(bob.email);
    const who = await identify(
      request("/api/runs", {
        headers: { authorization: `Bearer ${token}`, "user-agent": "mlflow" },
        cookie: session ?? "",
        ip: "198.51.100.7",
      }),
    );
    expect(who).toMatchObject({ actor: { userId: owner.id }, ip: "198.51.100.7", userAgent: "mlflow" });
  });

  it.each([
    ["Bearer"],
    ["Bearer "],
    ["Bearer%"],
    ["Basic !!!"],
    ["Basic bm9jb2xvbg=="],
    ["Digest x"],
    [`Bearer ${"a".repeat(8192)}`],
    ["Bearer a, Bearer b"],
  ])("refuse %.20s as unauthenticated", async (header) => {
    await expect(bearer(header)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("cost no look-up with a bad checksum", async () => {
    const wrong = token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");
    const { stores } = house;
    const asked: string[] = [];
    perProcess.stores = {
      ...stores,
      database: {
        ...stores.database,
        query: (statement) => {
          asked.push(statement.text);
          return stores.database.query(statement);
        },
      },
    };
    await expect(bearer(`Bearer ${wrong}`)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(asked).toEqual([]);
    await bearer(`Bearer ${token}`);
    expect(asked.length).toBe(1);
    perProcess.stores = stores;
  });

  it("refuse a user name that is neither the owner's nor a stand-in", async () => {
    await expect(basic("bob@example.org", token)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("end with revocation, expiry and their owner, at the next request", async () => {
    const { prisma } = house.stores.database;
    const carl = await house.addPerson("carl", "scientist");
    const make = async () => house.addToken(carl.id, { role: "scientist", admin: false });
    const [revoked, expired, owned] = [await make(), await make(), await make()];
    for (const { token: text } of [revoked, expired, owned])
      expect((await bearer(`Bearer ${text}`)).actor.kind).toBe("token");
    await prisma.token.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
    await prisma.token.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
    await expect(bearer(`Bearer ${revoked.token}`)).rejects.toThrow(/revoked/);
    await expect(bearer(`Bearer ${expired.token}`)).rejects.toThrow(/expired/);
    await prisma.user.update({ where: { id: carl.id }, data: { disabledAt: new Date() } });
    await expect(bearer(`Bearer ${owned.token}`)).rejects.toThrow(/disabled/);
  });

  it("are marked as used at most once a minute", async () => {
    const { prisma } = house.stores.database;
    const made = await house.addToken(owner.id, { role: "scientist", admin: false });
    await bearer(`Bearer ${made.token}`);
    const first = await prisma.token.findUniqueOrThrow({ where: { id: made.id } });
    expect(first.lastUsedAt).not.toBeNull();
    await bearer(`Bearer ${made.token}`);
    expect((await prisma.token.findUniqueOrThrow({ where: { id: made.id } })).lastUsedAt).toEqual(
      first.lastUsedAt,
    );
  });

  it("answer 429 after 60 unknown ones from one address; the good one still works", async () => {
    const codes: string[] = [];
    for (let at = 0; at < 63; at++) {
      const unknown = writeSecret("api", new Uint8Array(32).fill(at + 1));
      await bearer(`Bearer ${unknown}`, "203.0.113.9").catch((error) => codes.push(error.code));
    }
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(60);
    expect(codes.slice(60)).toEqual(["too-many-attempts", "too-many-attempts", "too-many-attempts"]);
    expect((await bearer(`Bearer ${token}`, "203.0.113.9")).actor.kind).toBe("token");
  });

  it("in the query string are nobody's", async () => {
    expect((await identify(request(`/api/runs?token=${token}&access_token=${token}`))).actor.kind).toBe(
      "nobody",
    );
  });
});

describe("forwarded addresses", () => {
  it("do not count where no proxy is trusted", async () => {
    const who = await identify(
      request("/", { headers: { "x-forwarded-for": "1.2.3.4, 5.6.7.8" }, ip: "198.51.100.1" }),
    );
    expect(who.ip).toBe("198.51.100.1");
  });
});
