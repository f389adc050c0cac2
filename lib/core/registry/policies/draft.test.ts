import { expect, it } from "vitest";
import { emptyGate, emptyGuard, faultAt, readDraft, toDraft } from "./draft";
import { defaultPolicy, policy } from "./policy";

const whole = policy.parse({
  guards: {
    Staging: {},
    Production: {
      request: "engineer",
      approvals: 2,
      approvers: ["u1", "u2"],
      selfApproval: true,
      expiresAfterHours: 24,
      aliases: ["champion", "live"],
      gates: [
        { kind: "bound", metric: "accuracy", better: "higher", bound: 0.8125 },
        { kind: "production", metric: "loss", better: "lower", tolerance: 0.01 },
        { kind: "tags", keys: ["data", "owner"] },
        { kind: "card" },
        { kind: "lineage" },
      ],
    },
  },
  headline: { metric: "accuracy", better: null },
});

it("reads a draft back as the policy that it began with", () => {
  for (const one of [whole, defaultPolicy("team"), defaultPolicy("open")])
    expect(readDraft(toDraft(one))).toEqual({ policy: one, faults: [] });
});

it("says at which field a draft is no policy yet", () => {
  const { policy: made, faults } = readDraft({
    guards: {
      Production: {
        ...emptyGuard,
        approvals: "six",
        aliases: "@champion, not this",
        gates: [emptyGate(0, "bound"), emptyGate(1, "tags")],
      },
    },
    headline: { metric: " ", better: "higher" },
  });
  const at = (field: string) => faultAt(faults, `/policy/guards/Production/${field}`);
  expect(made).toBeNull();
  expect(at("approvals")).toBe("must be a whole number from 0 to 5");
  expect(at("gates/0/metric")).toBe("name a metric");
  expect(at("gates/0/bound")).toBe("must be a number");
  expect(at("gates/1/keys")).toBe("name at least 1 tag");
  expect(at("aliases")).toBe(
    "Invalid alias name: 'not this'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
  );
  expect(at("expiresAfterHours")).toBeUndefined();
});

it("says that an alias is tied twice", () => {
  const guards = {
    Staging: { ...emptyGuard, aliases: "champion, next" },
    Production: { ...emptyGuard, aliases: "@champion" },
  };
  const { policy: made, faults } = readDraft({ guards, headline: { metric: "", better: "unknown" } });
  expect(made).toBeNull();
  expect(faults).toEqual([
    {
      pointer: "/policy/guards/Production/aliases",
      message: "@champion is tied to Staging already: an alias moves with one stage",
    },
  ]);
});
