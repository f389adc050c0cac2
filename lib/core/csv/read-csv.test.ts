import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv";

const written = (rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");

describe("reading CSV", () => {
  it("gives back every cell that was written in quotes", () => {
    const rows = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (cells) => {
        expect(readCsv(written(cells), ",", 100)).toEqual(cells);
      }),
    );
  });
  it("ends on any text at all", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readCsv(text, ",", 50).length).toBeLessThanOrEqual(50);
      }),
    );
  });
  it.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,\r\n",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    ["a,", [["a", ""]]],
    ["\ufeffa\n\n1", [["a"], ["1"]]],
    ['"a,b",c\n"open', [["a,b", "c"], ["open"]]],
  ])("reads %j", (text, rows) => expect(readCsv(text, ",", 10)).toEqual(rows));
  it("stops at the row it was told", () => {
    expect(readCsv("a\nb\nc", ",", 2)).toEqual([["a"], ["b"]]);
  });
});
