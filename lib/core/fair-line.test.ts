import { expect, test } from "vitest";
import { openLine } from "./fair-line";

const stays = new AbortController().signal;
/** What has come about by now of each promise. */
const settled = async <T>(promises: Promise<T>[]) => {
  const open = Symbol("open");
  const now = await Promise.all(promises.map((one) => Promise.race([one, Promise.resolve(open)])));
  return now.map((one) => (one === open ? "waits" : one === null ? "refused" : "runs"));
};
const times = <T>(count: number, of: () => T) => Array.from({ length: count }, of);

test("one person runs four, the fifth place is somebody else's, and a bounded number waits", async () => {
  const line = openLine({ all: 5, each: 4, waiting: 2 });
  const mine = times(7, () => line.enter("me", stays));
  expect(await settled(mine)).toEqual([...times(4, () => "runs"), "waits", "waits", "refused"]);
  const hers = times(2, () => line.enter("her", stays));
  expect(await settled(hers)).toEqual(["runs", "waits"]);
  expect(line.size()).toEqual({ running: 5, waiting: 3 });
});

test("a place that becomes free goes to whoever runs least, then to whoever came first", async () => {
  const line = openLine({ all: 2, each: 2, waiting: 9 });
  const mine = times(4, () => line.enter("me", stays));
  const hers = line.enter("her", stays);
  const end = await mine[0];
  end?.();
  expect(await settled([...mine, hers])).toEqual(["runs", "runs", "waits", "waits", "runs"]);
  (await mine[1])?.();
  expect(await settled([...mine, hers])).toEqual(["runs", "runs", "runs", "waits", "runs"]);
});

test("who leaves while waiting gives up the place; who has left is not let in", async () => {
  const line = openLine({ all: 1, each: 1, waiting: 1 });
  const leaving = new AbortController();
  const first = line.enter("me", stays);
  const second = line.enter("me", leaving.signal);
  leaving.abort();
  const third = line.enter("me", stays);
  expect(await settled([first, second, third, line.enter("her", leaving.signal)])).toEqual([
    "runs",
    "refused",
    "waits",
    "refused",
  ]);
  (await first)?.();
  expect(await settled([third])).toEqual(["runs"]);
  expect(line.size()).toEqual({ running: 1, waiting: 0 });
});
