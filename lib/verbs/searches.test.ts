import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { perform, read } from "./kernel";
import { me } from "./people/me";
import { type Board, openBoard } from "./registry/testing/board";
import { searchLimits } from "./searches";
import { searchRuns } from "./tracking/runs/search-runs";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});
const { each, waiting } = searchLimits;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.code,
  );
const filter = Array.from({ length: 50 }, (_, index) => `params.p${index} ILIKE '%_%_%'`).join(" AND ");
const search = () => perform(searchRuns, { ...board.vera, input: { experimentIds: ["0"], filter } });

test("searches that do not end make nobody else wait: neither who is signed in nor another's search", async () => {
  const operator = await board.stores.database.connect();
  await operator.query("BEGIN; LOCK TABLE run_param");
  const searches = Array.from({ length: 14 }, search);
  await expect.poll(() => perProcess.searches?.size()).toEqual({ running: each, waiting: 14 - each });
  expect(await perform(me, { ...board.vera, input: {} })).toMatchObject({ name: "vera" });
  const others = perform(searchRuns, { ...board.dana, input: { experimentIds: ["0"] } });
  expect(await codeOf(others)).toBe("done");
  await operator.query("ROLLBACK");
  await operator.end();
  expect(await Promise.all(searches.map(codeOf))).toEqual(searches.map(() => "done"));
  expect(perProcess.searches?.size()).toEqual({ running: 0, waiting: 0 });
});

const sleep = read({
  name: "sleep",
  summary: "A search that does not end by itself",
  needs: "read",
  search: true,
  input: z.object({}),
  output: z.object({}),
  async run({ stores }) {
    await stores.database.query(sql`SELECT pg_sleep(60)`);
    return {};
  },
});

test("who leaves frees the place, in the line and at the statement; too many are told to come again", async () => {
  const leaving = new AbortController();
  const asleep = Array.from({ length: each + waiting }, () =>
    codeOf(perform(sleep, { ...board.vera, signal: leaving.signal, input: {} })),
  );
  await expect.poll(() => perProcess.searches?.size()).toEqual({ running: each, waiting });
  expect(await codeOf(search())).toBe("too-many-at-once");
  const sleeping = () =>
    board.stores.database.query(sql`
      SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()`);
  await expect.poll(async () => (await sleeping()).length).toBe(each);
  leaving.abort();
  expect(new Set(await Promise.all(asleep))).toEqual(new Set(["client-left"]));
  await expect.poll(async () => (await sleeping()).length).toBe(0);
  expect(await codeOf(search())).toBe("done");
});

test("a search has a time limit of its own", async () => {
  const limit = sql`SHOW statement_timeout`;
  const { database } = board.stores;
  expect(await database.searching().query(limit)).toEqual([{ statement_timeout: "10s" }]);
  expect(await database.query(limit)).toEqual([{ statement_timeout: "15s" }]);
});
