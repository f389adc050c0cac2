import fc from "fast-check";
import { expect, it, test } from "vitest";
import { hasUnseen, partsOf, visible } from "./visible";

test.each([
  ["churn", "churn"],
  ["my model v2 (final)", "my model v2 (final)"],
  ["李小龍", "李小龍"],
  ["مدل‌ها", "مدل‌ها"],
  ["👩‍⚕️ ❤️‍🔥 1️⃣ 👍🏽", "👩‍⚕️ ❤️‍🔥 1️⃣ 👍🏽"],
  [
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  ],
  ["a\u202ecod", "a⟨U+202E⟩cod"],
  ["a\u200bb\u200d", "a⟨U+200B⟩b⟨U+200D⟩"],
  ["a\u0007\nb", "a⟨U+0007 U+000A⟩b"],
  ["churn ", "churn⟨U+0020⟩"],
  [" churn", "⟨U+0020⟩churn"],
  ["a  b", "a ⟨U+0020⟩b"],
  ["a\u00a0b", "a⟨U+00A0⟩b"],
  ["a\ufe0f", "a⟨U+FE0F⟩"],
  ["a\u{e0041}", "a⟨U+E0041⟩"],
  ["\u3164", "⟨U+3164⟩"],
  ["a\ud800", "a⟨U+D800⟩"],
  ["a\u00adb", "a⟨U+00AD⟩b"],
  [`a${"\u200b".repeat(500)}`, "a⟨U+200B U+200B U+200B U+200B and 496 more⟩"],
  ["", ""],
])("%j is shown as %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

const odd = fc.constantFrom(
  "a",
  " ",
  "\u200b",
  "\u202e",
  "\u200d",
  "\ufe0f",
  "👩",
  "1",
  "\u{e0067}",
  "🏴",
  "ب",
);
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(odd).map((letters) => letters.join("")),
);

it("loses nothing, and parts change in turn", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const parts = partsOf(text);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      for (const [index, part] of parts.entries())
        if (index > 0) expect(part.hidden).not.toBe(parts[index - 1]?.hidden);
    }),
  );
});

it("what is shown holds nothing more that cannot be seen", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(hasUnseen(visible(text))).toBe(false);
    }),
  );
});

it("takes time that grows as the text", () => {
  for (const letter of [" ", "\u200d", "👩\u200d", "a ", "\ufe0f"]) {
    const began = performance.now();
    partsOf(letter.repeat(200_000));
    expect(performance.now() - began).toBeLessThan(2000);
  }
});
