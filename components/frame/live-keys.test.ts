import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hear } from "./live-keys";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const table = { run: [["runs"], ["series"]], experiment: [["experiments"]] };

/** A client whose question under a key reads `state` with each asking, for `answerMs`. */
function asked(key: string, answerMs = 50) {
  const client = new QueryClient();
  const state = { changes: 0 };
  const read: number[] = [];
  const observer = new QueryObserver(client, {
    queryKey: [key, "page"],
    initialData: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const now = state.changes;
      await new Promise((answer) => setTimeout(answer, answerMs));
      if (!signal.aborted) read.push(now);
      return now;
    },
  });
  observer.subscribe(() => undefined);
  return { client, state, read };
}

async function fifty({ client, state }: ReturnType<typeof asked>): Promise<void> {
  for (let index = 0; index < 50; index++) {
    state.changes++;
    hear(client, table, { kind: "run", subject: `run ${index}` });
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(20_000);
}

it("asks a few times at most for fifty changes in a second, the last of them included", async () => {
  const page = asked("runs");
  const invalidate = vi.spyOn(page.client, "invalidateQueries");
  await fifty(page);
  expect(invalidate.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === "runs").length).toBe(2);
  expect(page.read.at(-1)).toBe(50);
});

it("lets a slow answer arrive, where changes come faster than it", async () => {
  const page = asked("runs", 3_000);
  await fifty(page);
  expect(page.read).toHaveLength(2);
  expect(page.read.at(-1)).toBe(50);
});

it("asks once for two that listen for the same", async () => {
  const page = asked("runs");
  const event = { kind: "run", subject: "a" };
  hear(page.client, table, event);
  hear(page.client, { run: [["runs"]] }, event);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.read).toHaveLength(1);
});

it("asks for everything in the table after changes that were missed, and for the chosen subjects alone else", async () => {
  const page = asked("experiments");
  hear(page.client, table, { kind: "experiment", subject: "2" }, ["1"]);
  hear(page.client, table, { kind: "model", subject: "1" }, ["1"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.read).toHaveLength(0);
  hear(page.client, table, { kind: "missed", subject: "" }, ["1"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.read).toHaveLength(1);
});
