import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { place } from "@/components/ui/tip-box";

const view = { width: 1000, height: 800 };
const button = (left: number, top: number) => ({
  left,
  top,
  width: 32,
  height: 32,
  right: left + 32,
  bottom: top + 32,
});

describe("the place of a tip", () => {
  it("is in the middle above, and below where there is no room above", () => {
    expect(place(button(500, 400), { width: 100, height: 24 }, "top", view)).toEqual({ left: 466, top: 370 });
    expect(place(button(500, 2), { width: 100, height: 24 }, "top", view)).toEqual({ left: 466, top: 40 });
  });
  it("is never outside the window", () => {
    const side = fc.constantFrom("top" as const, "bottom" as const, "left" as const, "right" as const);
    fc.assert(
      fc.property(fc.nat(968), fc.nat(768), fc.nat(320), side, (left, top, width, on) => {
        const at = place(button(left, top), { width, height: 24 }, on, view);
        expect(at.left).toBeGreaterThanOrEqual(4);
        expect(at.top).toBeGreaterThanOrEqual(4);
        expect(at.left + width).toBeLessThanOrEqual(996);
        expect(at.top + 24).toBeLessThanOrEqual(796);
      }),
    );
  });
});
