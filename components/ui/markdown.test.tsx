import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Prose } from "./markdown";

const drawn = (text: string) => renderToString(createElement(Prose, null, text));

test("Markdown is formatted", () => {
  expect(drawn("a **bold** word")).toContain("<strong>bold</strong>");
});

// Before: the first of these held the server for 100 s, the second overflowed its stack and with it the page.
test.each([
  ["a hundred thousand quotes", ">".repeat(100_000)],
  ["2500 quotes", `${">".repeat(2500)}a`],
  ["lists in lists", "1. ".repeat(3000)],
  ["emphasis in emphasis", `${"*".repeat(4000)}a${"*".repeat(4000)}`],
])("%s are shown as they were typed, at once", (_, text) => {
  const html = drawn(text);
  expect(html).toContain("Shown as it was typed:");
  expect(html).toContain(text.replaceAll(">", "&gt;"));
});
