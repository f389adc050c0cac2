// @vitest-environment happy-dom
import { act, type ComponentProps } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ListedRun } from "@/components/tracking/runs/queries";
import { placed } from "./layout";
import { RunsTable } from "./runs-table";
import type { Row } from "./use-run-rows";

let root: Root;
const draw = (props: ComponentProps<typeof RunsTable>) =>
  act(async () => root.render(<RunsTable {...props} />));

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  // Nothing is laid out here, and the virtualizer draws only what its scroller has room for.
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(900);
  root = createRoot(document.createElement("div"));
});

afterEach(async () => {
  await act(async () => root.unmount());
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Which runs were drawn since it was last asked: a row reads its run's name whenever it is drawn. */
function watched() {
  const drawn = new Set<string>();
  const run = (id: string): ListedRun => ({
    id,
    get name() {
      drawn.add(id);
      return `run ${id}`;
    },
    experimentId: "1",
    lifecycleStage: "active",
    parentId: null,
    status: "RUNNING",
    startTime: "2026-01-01T00:00:00.000Z",
    endTime: null,
    userName: "",
    params: {},
    metrics: {},
    tags: {},
    datasets: [],
    versions: [],
    children: 0,
  });
  const take = () => {
    const ids = [...drawn];
    drawn.clear();
    return ids;
  };
  return { run, take };
}

const columns = placed([{ kind: "fixed", name: "user", id: "user" }], [], new Map(), 0);
const rowOf = (run: ListedRun): Row => ({ key: run.id, run, depth: 0, page: 0 });
const nothing = () => undefined;
const never: ReadonlySet<string> = new Set();

it("draws a row anew only where its own run, choice or place changed", async () => {
  const { run, take } = watched();
  const runs = ["a", "b", "c", "d"].map(run);
  const still = {
    total: 4,
    columns,
    top: "newest",
    sort: "start_time",
    order: "desc",
    opened: never,
    onSort: nothing,
    onWidth: nothing,
    onSelect: nothing,
    onOpen: nothing,
    onSight: nothing,
  } as const;
  await draw({ ...still, rows: runs.map(rowOf), selected: never });
  expect(take()).toEqual(["a", "b", "c", "d"]);

  // The page is drawn anew for something else.
  await draw({ ...still, rows: runs.map(rowOf), selected: new Set() });
  expect(take()).toEqual([]);

  await draw({ ...still, rows: runs.map(rowOf), selected: new Set(["b"]) });
  expect(take()).toEqual(["b"]);

  // One run was logged on: the list is new, the other runs are the ones that stood there.
  const logged = runs.map((one) => (one.id === "c" ? run("c") : one));
  await draw({ ...still, rows: logged.map(rowOf), selected: new Set(["b"]) });
  expect(take()).toEqual(["c"]);

  await draw({ ...still, rows: logged.map(rowOf), selected: new Set(["b"]), opened: new Set(["d"]) });
  expect(take()).toEqual(["d"]);
});
