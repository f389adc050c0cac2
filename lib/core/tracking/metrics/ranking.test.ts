import { expect, it } from "vitest";
import { byInterest, judgesFirst, judgingRank } from "./ranking";

it("judges by tests, then by validation, then by the rest", () =>
  expect(["test_auc", "eval/f1", "val_loss", "validation.auc", "value", "loss"].map(judgingRank)).toEqual([
    0, 0, 1, 1, 2, 2,
  ]));

it("draws validation first, then losses, and the system last", () =>
  expect(byInterest(["system/cpu", "auc", "loss", "val_loss"])).toEqual([
    "val_loss",
    "loss",
    "auc",
    "system/cpu",
  ]));

it("takes no other word for a test or a validation", () => {
  expect(byInterest(["value", "loss", "validation.auc"])).toEqual(["validation.auc", "loss", "value"]);
  const labels = ["lr", "value", "testing", "val_auc", "test_auc", "evaluator"].map((label) => ({ label }));
  expect(judgesFirst(labels).map(({ label }) => label)).toEqual([
    "val_auc",
    "test_auc",
    "lr",
    "value",
    "testing",
    "evaluator",
  ]);
});
