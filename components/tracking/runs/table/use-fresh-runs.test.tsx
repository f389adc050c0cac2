// @vitest-environment happy-dom
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/components/frame/query-client";
import { type ListedRun, type RunsQuestion, runsQuery } from "@/components/tracking/runs/queries";
import { useFreshRuns } from "./use-fresh-runs";

const question: RunsQuestion = {
  experiment: "1",
  filter: "",
  columns: ["metrics.loss"],
  sort: "start_time",
  order: "desc",
  lifecycle: "active",
};
const other: RunsQuestion = { ...question, columns: ["metrics.auc"] };
const run = (name: string): ListedRun => ({
  ...{ id: "r", name, experimentId: "1", lifecycleStage: "active", parentId: null, status: "RUNNING" },
  ...{ startTime: "2026-01-01T00:00:00.000Z", endTime: null, userName: "", params: {}, metrics: {} },
  ...{ tags: {}, datasets: [], versions: [], children: 0 },
});
const page = (name: string, total = 1) => ({ items: [run(name)], total, nextCursor: null });

let root: Root;
let client: QueryClient;
let hear: (subject: string) => void;
let fresh: ReturnType<typeof useFreshRuns>;
let answer: () => Response;
beforeEach(() => {
  vi.useFakeTimers();
  class Stream {
    onmessage: ((event: { data: string }) => void) | undefined;
    constructor() {
      hear = (subject) => this.onmessage?.({ data: JSON.stringify({ kind: "run", subject }) });
    }
    close() {}
  }
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("fetch", async () => answer());
  client = makeQueryClient();
  for (const one of [question, other]) client.setQueryData(runsQuery(one, 0).queryKey, page("before"));
  root = createRoot(document.createElement("div"));
  draw(question);
});
afterEach(() => {
  root.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Probe({ asked }: { asked: RunsQuestion }) {
  fresh = useFreshRuns(asked, ["r"], 1);
  return null;
}
const draw = (asked: RunsQuestion) =>
  flushSync(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Probe asked={asked} />
      </QueryClientProvider>,
    ),
  );
const shown = (asked: RunsQuestion) => client.getQueryData(runsQuery(asked, 0).queryKey)?.items[0]?.name;

it("freshens rows where they have the same columns; where they have others they are to be read again", async () => {
  answer = () => Response.json(page("after"));
  hear("r");
  await vi.advanceTimersByTimeAsync(1_600);
  expect([shown(question), shown(other)]).toEqual(["after", "before"]);
  expect(client.getQueryState(runsQuery(other, 0).queryKey)?.isInvalidated).toBe(true);
  expect(client.getQueryState(runsQuery(question, 0).queryKey)?.isInvalidated).toBe(false);
});

it("asks again later where it could not", async () => {
  answer = () => Response.json({ code: "unavailable" }, { status: 503 });
  hear("r");
  await vi.advanceTimersByTimeAsync(1_600);
  expect(shown(question)).toBe("before");
  answer = () => Response.json(page("after"));
  await vi.advanceTimersByTimeAsync(10_500);
  expect(shown(question)).toBe("after");
});

it("counts what came for the question that it was asked of, and not for the next", async () => {
  answer = () => Response.json(page("after", 3));
  hear("r");
  await vi.advanceTimersByTimeAsync(1_600);
  await vi.waitFor(() => expect(fresh.arrived).toBe(2));
  draw({ ...question, filter: "metrics.loss < 1" });
  expect(fresh.arrived).toBe(0);
});
