import fc from "fast-check";
import { expect, test } from "vitest";
import { type Policy, policy } from "@/lib/core/registry/policies/policy";
import { commonMetric, differenceOf, headlineOf, verdictOf } from "./headline";

const made = (body: object): Policy => policy.parse({ guards: {}, ...body });
const bound = { kind: "bound", metric: "accuracy", better: "higher", bound: 0.8 };
const beside = { kind: "production", metric: "loss", better: "lower" };

test("a card shows the metric that the policy names, before any gate's and before what is common", () => {
  const named = { metric: "f1", better: null };
  const guards = { Production: { gates: [bound] } };
  expect(headlineOf(made({ headline: named, guards }), "auc")).toEqual(named);
});

test("else the first gate on a metric, what guards Production first", () => {
  const guards = { Staging: { gates: [bound] }, Production: { gates: [{ kind: "card" }, beside] } };
  expect(headlineOf(made({ guards }), "auc")).toEqual({ metric: "loss", better: "lower" });
});

test("else what most versions have, and then nobody has said which way is better", () => {
  expect(headlineOf(made({}), "auc")).toEqual({ metric: "auc", better: null });
  expect(headlineOf(made({}), undefined)).toBeNull();
});

test("of metrics that equally many versions have, the first in the alphabet", () => {
  const counts = [
    { key: "loss", versions: 3 },
    { key: "auc", versions: 3 },
    { key: "accuracy", versions: 2 },
  ];
  expect(commonMetric(counts)).toBe("auc");
  expect(commonMetric([])).toBeUndefined();
});

test("a difference keeps its sign; without two finite numbers there is none", () => {
  expect(differenceOf(0.75, 0.5)).toBe(0.25);
  expect(differenceOf(0.5, 0.75)).toBe(-0.25);
  expect(differenceOf(null, 0.5)).toBeNull();
  expect(differenceOf(0.5, null)).toBeNull();
  expect(differenceOf(Number.NaN, 0.5)).toBeNull();
  expect(differenceOf(Number.POSITIVE_INFINITY, 0.5)).toBeNull();
});

test("good and bad swap with the direction and with the sign; without a direction it is neither", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true }).filter((value) => value !== 0),
      (value) => {
        expect(verdictOf(value, "higher")).not.toBe(verdictOf(value, "lower"));
        expect(verdictOf(value, "higher")).not.toBe(verdictOf(-value, "higher"));
        expect(verdictOf(value, null)).toBeNull();
      },
    ),
  );
  expect(verdictOf(0.01, "higher")).toBe("good");
  expect(verdictOf(0.01, "lower")).toBe("bad");
  expect(verdictOf(0, "higher")).toBeNull();
});
