import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { paced } from "./paced";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("does the work after the last call of a burst, and once for all that came in a while", () => {
  let calls = 0;
  const seen: number[] = [];
  const { call } = paced(1000, () => seen.push(calls));
  for (const pause of [0, 400, 400, 400, 200]) {
    vi.advanceTimersByTime(pause);
    calls++;
    call();
  }
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual([3, 5]);
});

it("forgets a call that waits, and takes the next", () => {
  let done = 0;
  const { call, cancel } = paced(1000, () => done++);
  call();
  cancel();
  vi.advanceTimersByTime(5000);
  expect(done).toBe(0);
  call();
  vi.advanceTimersByTime(1000);
  expect(done).toBe(1);
});
