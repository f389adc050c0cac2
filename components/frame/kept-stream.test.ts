import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Fate, keepStream, pauseMs } from "./kept-stream";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function kept(mayTry = true) {
  const said: string[] = [];
  const fates: Fate[] = [];
  const end = keepStream({
    connect(fate) {
      fates.push(fate);
      return () => said.push("closed");
    },
    mayTry: async () => mayTry,
    onOpen: (gap) => said.push(gap ? "open after a gap" : "open"),
    onAway: () => said.push("away"),
  });
  return { said, fates, end };
}

it("opens a refused stream again, and says that something may have been missed", async () => {
  const { said, fates } = kept();
  fates[0]?.opened();
  fates[0]?.refused();
  expect(fates).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  fates[1]?.refused();
  await vi.advanceTimersByTimeAsync(2000);
  fates[2]?.opened();
  expect(said).toEqual(["open", "away", "away", "open after a gap"]);
});

it("leaves a broken one to the browser, which resumes where it was", async () => {
  const { said, fates } = kept();
  fates[0]?.opened();
  fates[0]?.broke();
  await vi.advanceTimersByTimeAsync(60_000);
  fates[0]?.opened();
  expect(said).toEqual(["open", "away", "open"]);
  expect(fates).toHaveLength(1);
});

it("tries no more where it may not, nor once it was ended", async () => {
  const refused = kept(false);
  refused.fates[0]?.refused();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refused.fates).toHaveLength(1);
  const ended = kept();
  ended.fates[0]?.refused();
  ended.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended.fates).toHaveLength(1);
  expect(ended.said).toEqual(["away", "closed"]);
});

it("waits longer each time, and half a minute at most", () => {
  expect([1, 2, 3, 6, 100].map((refusals) => pauseMs(refusals, 0))).toEqual([
    1000, 2000, 4000, 30_000, 30_000,
  ]);
  expect(pauseMs(1, 1)).toBe(500);
});
