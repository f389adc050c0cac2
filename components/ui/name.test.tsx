import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Name } from "./name";

it("shows a common name as it is, and keeps another's direction to itself", () => {
  expect(renderToStaticMarkup(<Name>churn v2</Name>)).toBe("churn v2");
  expect(renderToStaticMarkup(<Name>مدل</Name>)).toBe("<bdi>مدل</bdi>");
});

it("spells out what cannot be seen, for eyes and for screen readers", () => {
  const shown = renderToStaticMarkup(<Name>{"churn\u202e gnp"}</Name>);
  expect(shown).toContain("⟨U+202E⟩");
  expect(shown).toContain('aria-label="character that cannot be seen, U+202E"');
  expect(shown).not.toContain("\u202e");
});
