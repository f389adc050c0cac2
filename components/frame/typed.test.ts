import { expect, it } from "vitest";
import { applied, shownText, type Typed } from "./typed";

const typing = (text: string): Typed => ({ text, sent: null });

it("shows what is typed, whatever answers and addresses come meanwhile", () => {
  for (const late of ["", "d", "delay"]) expect(shownText(typing("delay m"), late)).toBe("delay m");
});

it("keeps a space at the end once it was applied: the next word is still to come", () => {
  const sent = applied(typing("delay "));
  expect(sent.sent).toBe("delay");
  expect(shownText(sent, "delay")).toBe("delay ");
});

it("follows a change from outside: Back, Clear, a link", () => {
  expect(shownText(applied(typing("delay")), "")).toBe("");
  expect(shownText(applied(typing("delay")), "arrival")).toBe("arrival");
  expect(shownText(null, "arrival")).toBe("arrival");
});
