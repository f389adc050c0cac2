import { describe, expect, it } from "vitest";
import { ourPageFor } from "@/components/frame/mlflow-links";

describe("links that the MLflow client prints", () => {
  it.each([
    ["#/experiments/7", "/experiments/7"],
    ["#/experiments/7/runs/0a1b", "/runs/0a1b"],
    ["#/experiments/7/runs/0a1b/artifacts/model", "/runs/0a1b"],
    ["#/models/de%20lay/versions/3", "/models/de%20lay/3"],
    ["#/models/delay", "/models/delay"],
    ['#/compare-runs?runs=["a1","b2"]&experiments=["7"]', "/compare?runs=a1,b2"],
  ])("%s lands on %s", (hash, page) => {
    expect(ourPageFor(hash)).toBe(page);
  });
  it("leaves other hashes alone, and never leaves our origin", () => {
    for (const hash of ["", "#top", "#//evil.example", "#/experiments", "#/models"]) {
      expect(ourPageFor(hash) ?? "/").toMatch(/^\/(?!\/)/);
    }
    expect(ourPageFor("#top")).toBeUndefined();
  });
});
