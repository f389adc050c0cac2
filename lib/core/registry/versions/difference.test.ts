import fc from "fast-check";
import { expect, it } from "vitest";
import { commitsBetween, differencePartOf, differenceRows, improves, isAside } from "./difference";

const changesOf = (rows: { key: string; change: string }[]) =>
  Object.fromEntries(rows.map(({ key, change }) => [key, change]));

it("says what changed, was added, was removed and is the same", () => {
  const rows = differenceRows(
    "param",
    [
      { key: "depth", value: "6" },
      { key: "gone", value: "1" },
      { key: "seed", value: "1" },
    ],
    [
      { key: "depth", value: "8" },
      { key: "new", value: "x" },
      { key: "seed", value: "1" },
    ],
  );
  expect(changesOf(rows)).toEqual({ depth: "changed", gone: "removed", new: "added", seed: "same" });
  expect(rows.map(({ delta }) => delta)).toEqual([2, null, null, null]);
});

it("gives metrics a delta, and which way is better: the policy's word before the name's", () => {
  const better = new Map([["auc", "higher"]] as const);
  const before = ["auc", "val_loss", "learning_rate"].map((key) => ({ key, value: 0.5 }));
  const after = before.map(({ key }) => ({ key, value: 0.75 }));
  const rows = differenceRows("metric", before, after, better);
  expect(rows.map(({ key, delta, better, betterBy }) => [key, delta, better, betterBy])).toEqual([
    ["auc", 0.25, "higher", "policy"],
    ["val_loss", 0.25, "lower", "name"],
    ["learning_rate", 0.25, null, null],
  ]);
  expect(rows.map(improves)).toEqual([true, false, null]);
});

it("puts what gates judge first, then what was measured on data held back, and the machine last", () => {
  const keys = ["auc", "lift", "system/cpu", "test_auc", "training_score", "training_cost", "val_loss"];
  const better = new Map([
    ["lift", "higher"],
    ["training_cost", "lower"],
  ] as const);
  const before = keys.map((key) => ({ key, value: 1 }));
  const after = keys.map((key) => ({ key, value: 2 }));
  const rows = differenceRows("metric", before, after, better);
  expect(rows.map(({ key }) => key)).toEqual([
    ...["lift", "training_cost"],
    ...["test_auc", "val_loss"],
    ...["auc"],
    ...["system/cpu", "training_score"],
  ]);
  expect(rows.filter(isAside).map(({ key }) => key)).toEqual(["system/cpu", "training_score"]);
  // what differs stays, and of what is alike what stands aside makes room first
  const same = differenceRows(
    "metric",
    before,
    [{ key: "system/cpu", value: 9 }, ...before.filter(({ key }) => key !== "system/cpu")],
    better,
  );
  const part = differencePartOf("metric", same, { most: 6, withSame: true });
  expect(part.rows.map(({ key }) => key)).not.toContain("training_score");
});

it("finds no distance between two seeds", () => {
  const entry = (value: string) => ["depth", "random_state"].map((key) => ({ key, value }));
  const rows = differenceRows("param", entry("7"), entry("42"));
  expect(rows.map(({ key, delta, change }) => [key, delta, change])).toEqual([
    ["depth", 35, "changed"],
    ["random_state", null, "changed"],
  ]);
});

it("has no delta where a number is not finite, and NaN is as NaN was", () => {
  const entry = (value: number) => [{ key: "auc", value }];
  const [nan] = differenceRows("metric", entry(Number.NaN), entry(Number.NaN));
  expect(nan).toMatchObject({ change: "same", delta: null });
  const [lost] = differenceRows("metric", entry(0.9), entry(Number.NEGATIVE_INFINITY));
  expect(lost).toMatchObject({ change: "changed", delta: null });
});

it("compares artifacts by digest, with the difference of their sizes", () => {
  const [row] = differenceRows(
    "artifact",
    [{ key: "model.pkl", value: "aa", size: 10 }],
    [{ key: "model.pkl", value: "bb", size: 25 }],
  );
  expect(row).toMatchObject({ change: "changed", delta: 15, sizes: { before: 10, after: 25 }, better: null });
});

it("finds no distance between two commits or digests, though they may be made of digits", () => {
  for (const kind of ["git", "dataset", "tag"] as const) {
    const [row] = differenceRows(
      kind,
      [{ key: "commit", value: "1111" }],
      [{ key: "commit", value: "2222" }],
    );
    expect(row).toMatchObject({ change: "changed", delta: null });
  }
});

it("calls everything new where there is nothing to compare with", () => {
  const rows = differenceRows("metric", [], [{ key: "auc", value: 1 }]);
  expect(rows).toMatchObject([{ change: "added", before: null, after: 1, delta: null }]);
});

it("keeps what differs where not all fits", () => {
  const entries = Array.from({ length: 10 }, (_, at) => ({ key: String(at), value: "a" }));
  const changed = entries.map((entry) => (entry.key === "9" ? { ...entry, value: "b" } : entry));
  const rows = differenceRows("tag", entries, changed);
  const part = differencePartOf("tag", rows, { most: 3, withSame: true });
  expect(part.rows.map(({ key }) => key)).toEqual(["9", "0", "1"]);
  expect(part.leftOut).toBe(7);
  expect(part.counts).toEqual({ changed: 1, added: 0, removed: 0, same: 9 });
  expect(differencePartOf("tag", rows, { most: 3, withSame: false })).toMatchObject({ leftOut: 0 });
});

it("holds each key once, and turns added into removed when the two change places", () => {
  const entries = fc.uniqueArray(fc.record({ key: fc.string(), value: fc.string() }), {
    selector: ({ key }) => key,
  });
  fc.assert(
    fc.property(entries, entries, (before, after) => {
      const there = differenceRows("param", before, after);
      const back = differenceRows("param", after, before);
      expect(new Set(there.map(({ key }) => key)).size).toBe(there.length);
      const turned = { added: "removed", removed: "added", changed: "changed", same: "same" };
      expect(back.map(({ change }) => change)).toEqual(there.map(({ change }) => turned[change]));
    }),
  );
});

it("links to the commits between two, on hosts that show them", () => {
  const [a, b] = ["a".repeat(40), "b".repeat(40)];
  expect(commitsBetween("https://github.com/acme/delay.git", a, b)).toBe(
    `https://github.com/acme/delay/compare/${a}...${b}`,
  );
  expect(commitsBetween("git@gitlab.com:acme/ml/delay.git", a, b)).toBe(
    `https://gitlab.com/acme/ml/delay/-/compare/${a}...${b}`,
  );
  for (const repository of ["javascript:alert(1)", "https://example.org/a/b", "/srv/git/delay", ""])
    expect(commitsBetween(repository, a, b)).toBeNull();
  expect(commitsBetween("https://github.com/acme/delay", "main", b)).toBeNull();
});
