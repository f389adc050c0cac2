import { expect, it } from "vitest";
import { formatBytes } from "./format-bytes";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 KB"],
  [1536, "1.54 KB"],
  [12_345, "12.3 KB"],
  [99_999, "100 KB"],
  [999_499, "999 KB"],
  [999_600, "1 MB"],
  [5e9, "5 GB"],
  [2 ** 63, "9223 PB"],
  [-1, "–"],
  [Number.NaN, "–"],
])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
