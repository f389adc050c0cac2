import { expect, it } from "vitest";
import { byInterest, judgingRank } from "./ranking";

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
