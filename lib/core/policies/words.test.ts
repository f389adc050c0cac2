import { expect, it } from "vitest";
import { defaultPolicy, guard, policy } from "./policy";
import { policyChanges, policyWords } from "./words";

const named = (id: string) => ({ u1: "Dana", u2: "Edsger" })[id] ?? id;
const accuracy = { kind: "bound", metric: "accuracy", better: "higher", bound: 0.8 };

it("says what a policy asks, a sentence a stage", () => {
  const strict = policy.parse({
    guards: {
      Staging: guard.parse({ approvals: 0 }),
      Production: {
        approvals: 2,
        request: "engineer",
        approvers: ["u1", "u2"],
        selfApproval: true,
        gates: [accuracy],
        aliases: ["champion"],
      },
    },
  });
  expect(policyWords(strict, named)).toEqual([
    { stage: "Staging", words: "nobody has to approve, no gates; asked by scientists or engineers" },
    {
      stage: "Production",
      words:
        "2 approvals by Dana and Edsger, 1 gate; asked by engineers; who asks may approve; holds @champion",
    },
  ]);
  expect(policyWords(defaultPolicy("team"), named)[0]?.words).toBe(
    "1 engineer approves, no gates; asked by scientists or engineers",
  );
  expect(policyWords(defaultPolicy("open"), named)).toEqual([]);
});

it("lists what a change changes, old and new, and nothing else", () => {
  const team = defaultPolicy("team");
  const next = policy.parse({
    guards: {
      Production: { approvals: 2, gates: [accuracy, { kind: "tags", keys: ["data"] }, { kind: "card" }] },
      Staging: {},
    },
    headline: { metric: "accuracy", better: "higher" },
  });
  expect(policyChanges(team, next, named)).toEqual([
    {
      where: "Staging",
      before: "not guarded",
      after: "1 engineer approves, no gates; asked by scientists or engineers",
    },
    { where: "Production: approvals", before: "1", after: "2" },
    { where: "Production: gate", before: "none", after: "accuracy ≥ 0.8" },
    { where: "Production: gate", before: "none", after: "tag data" },
    { where: "Production: gate", before: "none", after: "card complete" },
    { where: "Headline metric", before: "none", after: "accuracy, higher is better" },
  ]);
  expect(policyChanges(next, next, named)).toEqual([]);
});
