import { expect, test } from "vitest";
import { payloadOf } from "./events";

const at = new Date("2026-05-03T12:00:00Z");
const read = (data: Record<string, unknown>) =>
  JSON.parse(new TextDecoder().decode(payloadOf("request.opened", at, data)));

test("a payload is thin, whatever was given", () => {
  expect(read({ model: "a", version: 3 })).toEqual({
    type: "request.opened",
    timestamp: "2026-05-03T12:00:00.000Z",
    data: { model: "a", version: 3 },
  });
  expect(read({ reason: "é".repeat(10_000), big: 2n ** 60n, at })).toEqual({
    type: "request.opened",
    timestamp: "2026-05-03T12:00:00.000Z",
    data: { reason: `${"é".repeat(499)}…`, big: String(2n ** 60n), at: at.toISOString() },
  });
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, "x".repeat(400)]));
  expect(read(many).data).toEqual({ tooLarge: true });
  expect(payloadOf("request.opened", at, many).length).toBeLessThan(20_480);
});
