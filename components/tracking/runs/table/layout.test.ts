import { expect, it } from "vitest";
import { readWidths, withWidth } from "./layout";

it("gives one column its width and leaves that of a key that begins the same", () => {
  const widths = withWidth(["metrics.a:100", "metrics.a:b:200"], "metrics.a", 140);
  expect(widths).toEqual(["metrics.a:b:200", "metrics.a:140"]);
  expect(readWidths(widths)).toEqual(
    new Map([
      ["metrics.a:b", 200],
      ["metrics.a", 140],
    ]),
  );
});
