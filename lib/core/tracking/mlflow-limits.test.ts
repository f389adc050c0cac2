import { describe, expect, it } from "vitest";
import {
  checkArtifactLocation,
  checkBatch,
  checkExperimentName,
  checkKey,
  cutValue,
  loggedKey,
} from "./mlflow-limits";

describe("keys", () => {
  it.each(["a", "train/loss", "a b", "a.b:c", "é", "..a", "a..b", "x".repeat(250), "日本"])("%s", (key) =>
    expect(checkKey("metric", key)).toBeNull(),
  );
  it.each([
    ["", "empty"],
    ["a$", "may only contain"],
    ["a\u0000", "may only contain"],
    ["..", "must not resolve"],
    ["a/../b", "must not resolve"],
    ["/a", "must not resolve"],
    ["a//b", "must not resolve"],
    ["a/", "must not resolve"],
    ["./a", "must not resolve"],
    ["x".repeat(251), "exceeds the maximum length of 250"],
  ])("not %j", (key, message) => expect(checkKey("tag", key)).toContain(message));
});

it("a key's fault is the input's", () => {
  expect(loggedKey("param").safeParse("a//b").error?.issues[0]?.message).toContain(
    "Invalid parameter name: 'a//b'",
  );
  expect(loggedKey("param").parse("lr")).toBe("lr");
});

describe("names", () => {
  it("experiments", () => {
    expect(checkExperimentName("x".repeat(500))).toBeNull();
    expect(checkExperimentName("😀".repeat(500))).toBeNull();
    expect(checkExperimentName("x".repeat(501))).toBe("'name' exceeds the maximum length of 500 characters");
    expect(checkExperimentName("")).toContain("Invalid experiment name");
  });
  it("artifact locations", () => {
    for (const uri of ["", "s3://bucket/a", "mlflow-artifacts:/1", "/tmp/a..b"])
      expect(checkArtifactLocation(uri)).toBeNull();
    for (const uri of [
      "s3://b/#a",
      "s3://b/a?x=1",
      "s3://b/../a",
      "s3://b/%2e%2e/a",
      "s3://b/%2e%2e/%zz",
      "s3://b/\n",
      "x".repeat(2049),
    ])
      expect(checkArtifactLocation(uri)).not.toBeNull();
    // The length comes before what decodes.
    expect(checkArtifactLocation(`s3://b/../%${"25".repeat(2000)}`)).toBe(
      "'artifact_location' exceeds the maximum length of 2048 characters",
    );
  });
});

describe("batches and values", () => {
  it("names the limit that is passed (D14)", () => {
    expect(checkBatch({ metrics: 800, params: 100, tags: 100 })).toBeNull();
    expect(checkBatch({ metrics: 1001, params: 0, tags: 0 })).toContain(
      "at most 1000 metrics. Got 1001 metrics",
    );
    expect(checkBatch({ metrics: 0, params: 101, tags: 0 })).toContain("at most 100 params");
    expect(checkBatch({ metrics: 0, params: 0, tags: 101 })).toContain("at most 100 tags");
    expect(checkBatch({ metrics: 950, params: 50, tags: 50 })).toContain(
      "at most 1000 metrics, params, and tags",
    );
  });
  it("cuts values by characters, and says how long they were", () => {
    expect(cutValue("param", "x".repeat(6000))).toEqual({ value: "x".repeat(6000), originalLength: null });
    expect(cutValue("param", "x".repeat(7000))).toEqual({ value: "x".repeat(6000), originalLength: 7000 });
    expect(cutValue("tag", "😀".repeat(8001))).toEqual({ value: "😀".repeat(8000), originalLength: 8001 });
    expect(cutValue("param", "😀".repeat(6000)).originalLength).toBeNull();
  });
});
