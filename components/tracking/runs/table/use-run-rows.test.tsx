// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/components/frame/query-client";
import type { RunsQuestion } from "@/components/tracking/runs/queries";
import { type RunRows, useRunRows } from "./use-run-rows";

const none: ReadonlySet<string> = new Set();
const byLoss: RunsQuestion = {
  experiment: "1",
  filter: "",
  columns: ["metrics.loss"],
  sort: "metrics.loss",
  order: "asc",
  lifecycle: "active",
};

afterEach(() => {
  vi.unstubAllGlobals();
});

function Probe({ question, onRows }: { question: RunsQuestion; onRows: (rows: RunRows) => void }) {
  onRows(useRunRows(question, none));
  return null;
}

it("asks for one page after another sort, however deep the table was read", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    const search = new URLSearchParams(path.split("?")[1]);
    asked.push(`${search.get("sort")} from ${search.get("offset")}`);
    return Response.json({ items: [], total: 5_000, nextCursor: null });
  });
  const root = createRoot(document.createElement("div"));
  const client = makeQueryClient();
  const seen: RunRows[] = [];
  const draw = (question: RunsQuestion) =>
    flushSync(() =>
      root.render(
        <QueryClientProvider client={client}>
          <Probe question={question} onRows={(rows) => seen.push(rows)} />
        </QueryClientProvider>,
      ),
    );
  const answered = () => expect.poll(() => client.isFetching()).toBe(0);

  draw(byLoss);
  await answered();
  for (const page of [1, 2, 3, 4]) {
    flushSync(() => seen.at(-1)?.onSight(page, page));
    await answered();
  }
  await expect.poll(() => asked).toEqual([0, 100, 200, 300, 400].map((from) => `metrics.loss from ${from}`));

  asked.length = 0;
  draw({ ...byLoss, sort: "run_name" });
  await expect.poll(() => asked).toEqual(["run_name from 0"]);
  root.unmount();
});
