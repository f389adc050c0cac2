import { expect, test } from "vitest";
import { markdownFault, markdownLength } from "./markdown-fault";

test("what people write is formatted", () => {
  for (const text of [
    "",
    "# Card\n\n> quoted\n>> twice\n\n- a\n  - b\n    - c\n\n1. one\n2) two\n\n**bold**, _soft_ and `code`",
    "----------------------------------------\n\n* * * * * * * * * * * * * * * * * * * * * *",
    Array.from({ length: 40 }, (_, i) => `${"  ".repeat(i)}- indented`).join("\n"),
    "|a|b|\n|---|---|\n|1|2|",
    "x".repeat(markdownLength),
  ])
    expect(markdownFault(text), text.slice(0, 40)).toBeNull();
});

test.each([
  ["a text without end", "x".repeat(markdownLength + 1), /longer than 10,000/],
  ["quotes in quotes", `${">".repeat(5000)}a`, /nested deeper/],
  ["quotes with spaces", `${"> ".repeat(500)}a`, /nested deeper/],
  ["lists in lists on one line", `${"1. ".repeat(3000)}a`, /nested deeper/],
  ["lists and quotes in turn", `${"> - 1) ".repeat(50)}a`, /nested deeper/],
  ["emphasis in emphasis", `${"*".repeat(3000)}a${"*".repeat(3000)}`, /emphasis/],
  ["mixed emphasis", `${"*_".repeat(100)}a`, /emphasis/],
])("%s is shown as typed, and says why", (_, text, why) => {
  expect(markdownFault(text)).toMatch(why);
});
