import { expect, it, vi } from "vitest";
import { SlipwayError } from "./errors";

it("is known across copies of this module, as a bundler makes them", async () => {
  vi.resetModules();
  const copy = await import("./errors");
  expect(copy.SlipwayError).not.toBe(SlipwayError);
  expect(new copy.SlipwayError("invalid", "x")).toBeInstanceOf(SlipwayError);
  expect(new Error("x")).not.toBeInstanceOf(SlipwayError);
  expect(null).not.toBeInstanceOf(SlipwayError);
});
