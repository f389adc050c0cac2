import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { paced } from "./paced";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pace = { soonMs: 200, pauseMs: 1000 };

it("does the work soon, then once for all that came in a while, and after the last call of a burst", async () => {
  let calls = 0;
  const seen: number[] = [];
  const { call } = paced(pace, () => seen.push(calls));
  for (let index = 0; index < 50; index++) {
    calls++;
    call();
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen).toHaveLength(2);
  expect(seen.at(-1)).toBe(50);
});

it("never has the work run twice at once, and does it once more for a call that came meanwhile", async () => {
  const ends: (() => void)[] = [];
  const { call } = paced(pace, () => new Promise<void>((done) => ends.push(done)));
  call();
  await vi.advanceTimersByTimeAsync(200);
  call();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(2);
});

it("goes on after a work that failed", async () => {
  let tries = 0;
  const { call } = paced(pace, () => {
    tries++;
    throw new Error("no answer");
  });
  call();
  await vi.advanceTimersByTimeAsync(1200);
  call();
  await vi.advanceTimersByTimeAsync(1200);
  expect(tries).toBe(2);
});

it("forgets a call that waits, and takes the next", async () => {
  let done = 0;
  const { call, cancel } = paced(pace, () => done++);
  call();
  cancel();
  await vi.advanceTimersByTimeAsync(5000);
  expect(done).toBe(0);
  call();
  await vi.advanceTimersByTimeAsync(200);
  expect(done).toBe(1);
});
