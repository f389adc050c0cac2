import { describe, expect, it } from "vitest";
import { follow, isSingleKey, strokeOf } from "@/components/frame/keys";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("a stroke", () => {
  it("names mod by the keyboard", () => {
    expect(strokeOf(press("k", { ctrlKey: true }), false)).toBe("mod+k");
    expect(strokeOf(press("k", { metaKey: true }), true)).toBe("mod+k");
    expect(strokeOf(press("k", { ctrlKey: true }), true)).toBe("k");
  });
  it("takes a character as it is, whatever Shift it needed, and a letter with its Shift", () => {
    expect(strokeOf(press("?", { shiftKey: true }), false)).toBe("?");
    expect(strokeOf(press("J", { shiftKey: true }), false)).toBe("shift+j");
    expect(strokeOf(press(" "), false)).toBe("space");
  });
});

describe("single keys", () => {
  it("are those without Ctrl, ⌘ or Alt, sequences too", () => {
    expect(["j", "g e", "shift+j", "?"].every(isSingleKey)).toBe(true);
    expect(["mod+k", "alt+1"].some(isSingleKey)).toBe(false);
  });
});

describe("following strokes", () => {
  const entries = [{ keys: "g e" }, { keys: "e" }, { keys: "j" }];
  it("waits inside a sequence and then hits it", () => {
    expect(follow("", "g", entries)).toEqual({ pending: "g" });
    expect(follow("g", "e", entries).hit).toBe(entries[0]);
  });
  it("starts again with the key that broke the sequence", () => {
    expect(follow("g", "j", entries).hit).toBe(entries[2]);
    expect(follow("g", "x", entries)).toEqual({ pending: "" });
  });
});
