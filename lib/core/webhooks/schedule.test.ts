import { expect, test } from "vitest";
import { afterAttempt, mailWait, mostAttempts } from "./schedule";

const now = new Date("2026-05-03T12:00:00Z");
const answered = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter });
const after = (attempt: number, status: number | null, retryAfter: string | null = null, random = 0.5) =>
  afterAttempt(attempt, answered(status, retryAfter), random, now);

test("ten attempts over about 75 hours, then it is given up", () => {
  const waits = Array.from({ length: mostAttempts }, (_, index) => after(index + 1, 500));
  expect(waits.at(-1)).toEqual({ state: "dead", disable: false });
  const seconds = waits.flatMap((next) => (next.state === "failed" ? [next.wait] : []));
  expect(seconds).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(seconds.reduce((sum, wait) => sum + wait, 0) / 3_600).toBeCloseTo(75.6, 1);
});

test("jitter spreads a wait by a tenth to either side", () => {
  expect(after(2, null, null, 0)).toMatchObject({ wait: 270 });
  expect(after(2, null, null, 0.999_999)).toMatchObject({ wait: 330 });
});

test("only 2xx is success; a redirect is not", () => {
  for (const status of [200, 201, 204, 299]) expect(after(1, status)).toEqual({ state: "delivered" });
  for (const status of [null, 100, 199, 300, 301, 302, 307, 308, 400, 404, 500])
    expect(after(1, status).state).toBe("failed");
  expect(after(1, 410)).toEqual({ state: "dead", disable: true });
});

test("429, 502 and 504 slow the whole webhook down; Retry-After is honoured up to a day, the pause up to 15 minutes", () => {
  for (const status of [429, 502, 504])
    expect(after(1, status)).toEqual({ state: "failed", wait: 60, pause: 60 });
  expect(after(1, 429, "120")).toEqual({ state: "failed", wait: 120, pause: 120 });
  expect(after(1, 429, "99999999")).toEqual({ state: "failed", wait: 86_400, pause: 900 });
  expect(after(1, 429, "9".repeat(400))).toEqual({ state: "failed", wait: 86_400, pause: 900 });
  expect(after(1, 503, "Sun, 03 May 2026 12:10:00 GMT")).toEqual({ state: "failed", wait: 600, pause: 0 });
  for (const odd of ["-5", "soon", "", "1e9", "Sun, 03 May 2020 12:10:00 GMT"])
    expect(after(1, 500, odd)).toEqual({ state: "failed", wait: 5, pause: 0 });
});

test("mail is tried for some hours", () => {
  expect([1, 2, 3, 4, 5, 6].map((attempt) => mailWait(attempt, 0.5))).toEqual([
    30,
    300,
    1_800,
    7_200,
    21_600,
    null,
  ]);
});
