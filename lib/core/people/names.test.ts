import { expect, test } from "vitest";
import { lookOf, nameFault, personName } from "./names";

test.each([
  "Ada Lovelace",
  "Åsa Öberg",
  "李小龍",
  "Иван Петров",
  "Νίκος",
  "O'Neill-Smith Jr.",
  "محمد",
  "R2 D2",
])("%s is a name", (name) => {
  expect(nameFault(name)).toBeNull();
});

test.each([
  ["turned direction", "Ada\u202e ecalevoL"],
  ["a zero-width space", "Ada\u200bLovelace"],
  ["a zero-width joiner", "Ada\u200d"],
  ["a control character", "Ada\u0007"],
  ["a Hangul filler", "\u3164"],
  ["nothing but marks", "…"],
  ["Cyrillic а among Latin", "Ad\u0430"],
])("%s is refused", (_, name) => {
  expect(nameFault(name)).not.toBeNull();
  expect(personName.safeParse(name).success).toBe(false);
});

test("spaces are one, and letters composed", () => {
  expect(personName.parse("  Ada \t  Lovelace ")).toBe("Ada Lovelace");
  expect(personName.parse("A\u030asa")).toBe("Åsa");
});

test.each([
  ["case", "Ada", "ADA"],
  ["an alphabet that is drawn alike", "Cope", "Соре"],
  ["width", "Ada", "Ａｄａ"],
  ["l, I and 1", "Ali", "A1l"],
  ["marks", "Ada B.", "Ada-B"],
])("%s does not make two names", (_, one, two) => {
  expect(lookOf(one)).toBe(lookOf(two));
});

test("different names look different", () => {
  expect(lookOf("Ada")).not.toBe(lookOf("Adam"));
  expect(lookOf("Åsa")).not.toBe(lookOf("Asa"));
});
