import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passwordProblem } from "./passwords";
import { safePath } from "./safe-path";
import { crc32, hintOf, isSecret, secretKinds, writeSecret } from "./secret-format";
import { addressPrefix, attempt, type ThrottleState, throttleRules } from "./throttle";

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("secrets", () => {
  it("read back as what they were written as, and as nothing else", () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(...secretKinds), (random, kind) => {
        const secret = writeSecret(kind, random);
        expect(secret).toMatch(/^slw_[a-z]+_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
        for (const other of secretKinds) expect(isSecret(other, secret)).toBe(other === kind);
      }),
    );
  });

  it("show any single changed character", () => {
    fc.assert(
      fc.property(bytes, fc.nat(42), (random, at) => {
        const secret = writeSecret("api", random);
        const place = "slw_api_".length + at;
        const other = secret[place] === "x" ? "y" : "x";
        expect(isSecret("api", secret.slice(0, place) + other + secret.slice(place + 1))).toBe(false);
      }),
    );
  });

  it("carry the checksum of zlib", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
    if (typeof zlibCrc32 === "function")
      fc.assert(fc.property(fc.string({ unit: "binary-ascii" }), (text) => crc32(text) === zlibCrc32(text)));
  });

  it("are hinted at by four characters only", () => {
    const secret = writeSecret("api", new Uint8Array(32).fill(7));
    expect(hintOf(secret)).toBe(`slw_api_…${secret.slice(-4)}`);
  });
});

describe("throttling", () => {
  const rule = throttleRules["sign-in:account"];
  const at = (seconds: number) => new Date(seconds * 1000);

  it("lets ten through, then makes the waits double up to 15 minutes", () => {
    let state: ThrottleState | null = null;
    let now = 0;
    const waits: number[] = [];
    for (let tried = 0; tried < 18; tried++) {
      const verdict = attempt(rule, state, at(now));
      if (!verdict.allowed) throw new Error("waited, and was refused");
      state = verdict.state;
      const blocked = attempt(rule, state, at(now));
      waits.push(blocked.allowed ? 0 : blocked.retryAfterSeconds);
      now += blocked.allowed ? 0 : blocked.retryAfterSeconds;
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 0]);
  });

  it("never lets more through in an hour than 50, however the guesses are timed", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120), { minLength: 1, maxLength: 400 }), (gaps) => {
        let state: ThrottleState | null = null;
        let now = 0;
        const passed: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const verdict = attempt(rule, state, at(now));
          if (!verdict.allowed) continue;
          state = verdict.state;
          passed.push(now);
        }
        for (const start of passed)
          expect(passed.filter((time) => time >= start && time < start + 3600).length).toBeLessThan(50);
      }),
    );
  });

  it("counts an address by what one person cannot change at will", () => {
    expect(addressPrefix("203.0.113.9")).toBe("203.0.113.9");
    expect(addressPrefix("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(addressPrefix("2001:db8:1:2:aaaa:bbbb:cccc:dddd")).toBe("2001:db8:1:2::/64");
    expect(addressPrefix("2001:DB8:0001:2::1")).toBe("2001:db8:1:2::/64");
    expect(addressPrefix("::1")).toBe("0:0:0:0::/64");
    expect(addressPrefix(null)).toBe("unknown");
  });
});

describe("where to go after signing in", () => {
  it.each(["/", "/runs?filter=a%20%3D%201#x", "/experiments/1"])("keeps %s", (path) =>
    expect(safePath(path)).toBe(path),
  );
  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " /x",
    "/x\r\ny",
    "",
    null,
    ["/x"],
  ])("goes home from %j", (path) => expect(safePath(path)).toBe("/"));

  it("never leaves our origin, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webPath(),
          fc.string().map((text) => `/${text}`),
        ),
        (text) => {
          expect(new URL(safePath(text), "https://ours.example").origin).toBe("https://ours.example");
        },
      ),
    );
  });
});

describe("passwords", () => {
  it.each([
    ["short", "at least"],
    ["a".repeat(1025), "at most"],
    ["aaaaaaaaaaaaaaaa", "different"],
    ["123456789012", "row"],
    ["abcdefghijklmnop", "row"],
    ["Password2026!", "lists"],
    ["qwertyuiop123", "lists"],
    ["plum harbour\u0000 lantern", "NUL"],
  ])("refuse %.20j", (password, why) => expect(passwordProblem(password)).toContain(why));

  it("refuse what is mostly the person's own name", () => {
    expect(passwordProblem("ada.lovelace12", ["ada.lovelace@example.org", "Ada Lovelace"])).toContain("name");
    expect(passwordProblem("plum harbour lantern", ["ada.lovelace@example.org", "Ada Lovelace"])).toBeNull();
  });

  it("take any other long text", () => {
    for (const good of [
      "plum harbour lantern",
      "korrekt pferd batterie",
      "🚢🌊⚓️🐟🦀🐙🐳🦞🪝⛵️🚤🛟",
      "x9$Kd0-pQ2!vv",
    ])
      expect(passwordProblem(good)).toBeNull();
  });
});
