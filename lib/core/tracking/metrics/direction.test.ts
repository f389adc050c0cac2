import { describe, expect, it } from "vitest";
import { assumedDirection } from "./direction";

describe("the assumed direction of a metric", () => {
  it.each([
    "loss",
    "val_loss",
    "val/log_loss",
    "test_rmse",
    "train.MAE",
    "fit_seconds",
    "mean_squared_error",
  ])("%s is better when lower", (key) => expect(assumedDirection(key)).toBe("lower"));
  it.each([
    "accuracy",
    "val_auc",
    "f1",
    "recall",
    "r2",
    "closeness",
    "precision_at_10",
    "times_right",
    "normalized_gini",
  ])("%s is better when higher", (key) => expect(assumedDirection(key)).toBe("higher"));
  it.each(["grad_norm", "lr", "epoch", "system/cpu_utilization_percentage", "system/process_memory_usage"])(
    "%s has no better",
    (key) => expect(assumedDirection(key)).toBeNull(),
  );
});
