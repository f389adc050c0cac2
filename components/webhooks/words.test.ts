import { expect, it } from "vitest";
import type { Webhook } from "./queries";
import { healthOf, nameOf, waitingWords } from "./words";

const at = "2026-01-01T00:00:00.000Z";
const fresh: Webhook = {
  id: "1",
  url: "https://hooks.example.org:8443/slipway",
  description: "",
  events: ["request.opened"],
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  lastDeliveredAt: null,
  pausedUntil: null,
  previousSecretUntil: null,
  createdAt: at,
  createdBy: "ada",
  waiting: 0,
  dead: 0,
};

it.each([
  ["has never been used", {}, "Nothing sent yet"],
  ["delivers", { lastDeliveredAt: at }, "Delivering"],
  ["was asked to wait", { lastDeliveredAt: at, pausedUntil: at }, "Paused"],
  [
    "fails, though it was asked to wait",
    { lastDeliveredAt: at, pausedUntil: at, failingSince: at },
    "Failing",
  ],
  ["was switched off while it failed", { enabled: false, failingSince: at }, "Off"],
])("a webhook that %s says so", (_, change, word) =>
  expect(healthOf({ ...fresh, ...change }).word).toBe(word),
);

it("is called by its description, else by the host that it goes to", () => {
  expect(nameOf({ ...fresh, description: "Chat" })).toBe("Chat");
  expect(nameOf(fresh)).toBe("hooks.example.org:8443");
});

it("says what a deletion leaves unsent, where something waits", () => {
  expect([0, 1, 3].map((waiting) => waitingWords({ waiting }))).toEqual([
    "",
    "1 delivery waits; it is not sent. ",
    "3 deliveries wait; they are not sent. ",
  ]);
  expect(waitingWords(undefined)).toBe("");
});
