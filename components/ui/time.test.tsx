import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Time } from "./time";

it("shows a moment that it is given as text, as a number or as its digits", () => {
  const shown = [1_700_000_000_000, "1700000000000", "2023-11-14T22:13:20.000Z"].map((value) =>
    renderToStaticMarkup(<Time value={value} exact />),
  );
  expect(shown[0]).toContain('dateTime="2023-11-14T22:13:20.000Z"');
  expect(new Set(shown).size).toBe(1);
});

it.each([1_700_000_000_000_000_000, "1700000000000000000", -8_640_000_000_000_001, Number.NaN])(
  "has a dash for %s, and says it on hover",
  (value) => expect(renderToStaticMarkup(<Time value={value} />)).toBe(`<span title="${value}">–</span>`),
);
