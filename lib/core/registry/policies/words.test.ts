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

it("says of a gate that asks for more or less in one line", () => {
  const of = (...gates: object[]) => policy.parse({ guards: { Production: { gates } } });
  const auc = { kind: "bound", metric: "auc", better: "higher", bound: 0.62 };
  expect(
    policyChanges(
      of(accuracy, auc, { kind: "tags", keys: ["data"] }),
      of({ kind: "lineage" }, { ...auc, bound: 0.63 }, { kind: "tags", keys: ["data", "owner"] }),
      named,
    ),
  ).toEqual([
    { where: "Production: gate", before: "accuracy ≥ 0.8", after: "none" },
    { where: "Production: gate", before: "auc ≥ 0.62", after: "auc ≥ 0.63" },
    { where: "Production: gate", before: "tag data", after: "tags data, owner" },
    { where: "Production: gate", before: "none", after: "has lineage" },
  ]);
});
