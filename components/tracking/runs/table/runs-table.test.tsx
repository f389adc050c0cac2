import { act, type ComponentProps } from "react";
import { beforeAll, expect, it } from "vitest";
import { tinyDom } from "@/components/testing/tiny-dom";
import type { ListedRun } from "@/components/tracking/runs/queries";
import { placed } from "./layout";
import type { RunsTable } from "./runs-table";
import type { Row } from "./use-run-rows";

let table: typeof RunsTable;
let draw: (props: ComponentProps<typeof RunsTable>) => Promise<void>;

beforeAll(async () => {
  const box: unknown = tinyDom();
  const { createRoot } = await import("react-dom/client");
  table = (await import("./runs-table")).RunsTable;
  const root = createRoot(asContainer(box));
  const Table = table;
  draw = (props) => act(async () => root.render(<Table {...props} />));
});

const asContainer = (box: unknown): HTMLElement => {
  if (!(box instanceof HTMLElement)) throw new Error("no element");
  return box;
};

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
