import fc from "fast-check";
import { expect, it } from "vitest";
import { JsonError } from "./json-error";
import { layOutJson } from "./lay-out-json";

it("lays out over lines as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(layOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      expect(layOutJson(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
    }),
    { numRuns: 40 },
  );
});

it("leaves every number as it was written", () => {
  const numbers = [
    "9223372036854775807",
    "-9007199254740993",
    "1.0",
    "1e-05",
    "0.10000000000000000001",
    "NaN",
  ];
  expect(layOutJson(`{"ids":[${numbers.join(",")}]}`)).toBe(
    `{\n  "ids": [\n    ${numbers.join(",\n    ")}\n  ]\n}`,
  );
});

it("says where a text is no JSON", () => {
  for (const text of ['{"a":', "plain words", '{"a":1}}', ""])
    expect(() => layOutJson(text)).toThrow(JsonError);
});
