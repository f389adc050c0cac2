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

type Props = { question: RunsQuestion; opened?: ReadonlySet<string>; onRows: (rows: RunRows) => void };
function Probe({ question, opened = none, onRows }: Props) {
  onRows(useRunRows(question, opened));
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

it("says where a page or the children of a run could not be loaded, and asks for them again", async () => {
  const found = { id: "parent", name: "parent", children: 1 };
  let fails = true;
  vi.stubGlobal("fetch", async (path: string) => {
    const search = new URLSearchParams(path.split("?")[1]);
    const first = search.get("offset") === "0" && search.get("parent") !== "parent";
    if (!first && fails) return Response.json({ code: "not-found" }, { status: 404 });
    const items = search.get("parent") === "parent" ? [{ ...found, id: "child", children: 0 }] : [found];
    return Response.json({ items, total: 150, nextCursor: null });
  });
  const root = createRoot(document.createElement("div"));
  const seen: RunRows[] = [];
  flushSync(() =>
    root.render(
      <QueryClientProvider client={makeQueryClient()}>
        <Probe question={byLoss} opened={new Set(["parent"])} onRows={(rows) => seen.push(rows)} />
      </QueryClientProvider>,
    ),
  );
  await expect.poll(() => seen.at(-1)?.rows.length).toBeGreaterThan(100);
  flushSync(() => seen.at(-1)?.onSight(1, 1));
  const failed = () => seen.at(-1)?.rows.filter(({ retry }) => retry !== undefined) ?? [];
  // Below the parent, and each row of the second page.
  await expect.poll(() => failed().length).toBe(51);
  expect(seen.at(-1)?.rows[1]).toMatchObject({ run: null, depth: 1, retry: expect.any(Function) });

  fails = false;
  const [below, deep] = [failed()[0], failed().at(-1)];
  below?.retry?.();
  deep?.retry?.();
  await expect.poll(() => failed().length).toBe(0);
  expect(seen.at(-1)?.rows[1]?.run?.id).toBe("child");
  root.unmount();
});
