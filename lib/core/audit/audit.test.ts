import { describe, expect, it } from "vitest";
import { fieldChanges, fieldWords } from "./diff";
import { auditBody, registrySubject } from "./events";
import { actWords, describeAct, noSuchAct, outcomeWords, type Told, targetWords } from "./words";

const told = (change: Partial<Told>): Told => ({
  actor: {
    type: "person",
    id: "1",
    name: "Emil",
    email: null,
    role: "engineer",
    admin: false,
    via: "session",
  },
  action: "create-model",
  outcome: "done",
  target: { type: "model", id: "m", name: "flight-delay", page: null },
  before: null,
  after: null,
  ...change,
});
const version = { type: "version", id: "v", name: "flight-delay/3", page: null };
const refused = { type: "verb", id: "transition-version", name: "flight-delay/3", page: null };
const nobody = { type: "nobody", id: null, name: null, email: null, role: null, admin: false, via: null };

describe("an act in words", () => {
  it.each<[string, Partial<Told>]>([
    ["Emil registered the model flight-delay", {}],
    [
      "Emil approved flight-delay v3 to Production",
      {
        action: "decide-request",
        target: { ...version, type: "request" },
        after: { decision: "approve", to: "Production" },
      },
    ],
    [
      "Emil tried to approve flight-delay v3 for Production: the request was stale",
      {
        action: "decide-request",
        target: { ...version, type: "request" },
        after: { decision: "approve", to: "Production", outcome: "stale" },
      },
    ],
    [
      "Emil tried to approve flight-delay v3 for Production: its gates did not let it through",
      {
        action: "decide-request",
        target: { ...version, type: "request" },
        after: { decision: "approve", to: "Production", outcome: "gates" },
      },
    ],
    [
      "Emil confirmed the rollback of flight-delay to v4",
      {
        action: "decide-request",
        target: { ...version, type: "request", name: "flight-delay/4" },
        after: { decision: "approve", kind: "rollback", to: "Production", outcome: "counted" },
      },
    ],
    [
      "Emil moved flight-delay v3 from Staging to Production",
      {
        action: "transition-version",
        target: version,
        before: { stage: "Staging" },
        after: { stage: "Production" },
      },
    ],
    [
      "Emil pointed the alias champion of flight-delay at version 3, before that at version 2",
      {
        action: "set-alias",
        before: { alias: "champion", version: 2 },
        after: { alias: "champion", version: 3 },
      },
    ],
    [
      "Ada failed to sign in",
      {
        action: "sign-in",
        actor: nobody,
        target: { type: "user", id: "u", name: "Ada", page: null },
        after: { result: "failed" },
      },
    ],
    [
      "Emil changed Ada from scientist to engineer",
      {
        action: "update-user",
        target: { type: "user", id: "u", name: "Ada", page: null },
        before: { role: "scientist" },
        after: { role: "engineer" },
      },
    ],
    ["Emil was not allowed to delete model", { action: "delete-model", outcome: "refused" }],
    [
      "Emil was not allowed to move flight-delay v3",
      { action: "transition-version", outcome: "refused", target: refused },
    ],
    [
      "Emil was not allowed to roll back flight-delay",
      { action: "roll-back-model", outcome: "refused", target: { ...refused, name: "flight-delay" } },
    ],
    [
      "Emil was not allowed to: start canary, flight-delay v3",
      { action: "start-canary", outcome: "refused", target: refused },
    ],
    [
      "Emil was not allowed to transition version",
      { action: "transition-version", outcome: "refused", target: { ...refused, name: null } },
    ],
    [
      "Emil was not allowed to move flight-delay v3, × 149 more",
      {
        action: "transition-version",
        outcome: "refused",
        target: refused,
        after: { more: 149, record: 12, first: "2026-11-28T10:02:11Z", last: "2026-11-28T10:02:14Z" },
      },
    ],
    [
      "Emil was not allowed to transition version, on other things, × 3 more",
      {
        action: "transition-version",
        outcome: "refused",
        target: { ...refused, name: null },
        after: {
          others: true,
          ...{ more: 3, record: 12, first: "2026-11-28T10:02:11Z", last: "2026-11-28T10:02:14Z" },
        },
      },
    ],
    ["Emil notified canary of flight-delay", { action: "notify-canary" }],
    ["Emil archived flight-delay", { action: "archive-model" }],
    [
      "The operator registered the model flight-delay",
      { actor: { ...nobody, type: "system", id: "system:operator" } },
    ],
    [
      "Somebody who is gone registered the model flight-delay",
      { actor: { ...nobody, type: "person", id: "2" } },
    ],
  ])("%s", (sentence, change) => expect(describeAct(told(change))).toBe(sentence));

  it("an action by the name of an object's own property is none of ours", () => {
    expect(actWords(told({ action: "constructor" }))).toBe("constructored flight-delay");
  });
});

it("an outcome is shown as what came of it, not only as what is stored", () => {
  const decision = (outcome: string) =>
    outcomeWords(told({ action: "decide-request", after: { decision: "approve", outcome } }));
  expect(["gates", "stale", "counted", "constructor"].map(decision)).toEqual([
    "Not applied",
    "Not applied",
    "Done",
    "Done",
  ]);
  expect(outcomeWords(told({ after: { outcome: "gates" } }))).toBe("Done");
  expect(outcomeWords(told({ outcome: "refused" }))).toBe("Refused");
  expect(outcomeWords(told({ outcome: "forged" }))).toBe("forged");
});

describe("what a refused act was on", () => {
  it("is called by its name, or else by the verb", () => {
    expect(targetWords(refused)).toBe("flight-delay v3");
    expect(targetWords({ ...refused, name: null })).toBe("transition version");
  });

  it("has the page of the model or the version", () => {
    expect(registrySubject("flight-delay/3")).toEqual({
      model: "flight-delay",
      version: 3,
      page: "/models/flight-delay/3",
    });
    expect(registrySubject("Ünder way?")?.page).toBe("/models/%C3%9Cnder%20way%3F");
    for (const none of ["", "a/b", "a/3/4", "/3", "a/12345678901", "\ud800", "a\u0000"])
      expect(registrySubject(none)).toBeNull();
  });
});

it("a search that no act's name begins with says what names look like", () => {
  expect(noSuchAct("rolled back")).toBe(
    "No act's name begins with “rolled back”; names look like roll-back-model, decide-request.",
  );
  expect(noSuchAct("roll-back")).toBeNull();
});

it("a body is read as far as it can be", () => {
  expect(auditBody.parse("forged")).toMatchObject({
    action: "unknown",
    actor: { type: "unknown" },
    before: null,
  });
  expect(auditBody.parse({ action: 1, target: { id: "x" }, after: [] })).toMatchObject({
    action: "unknown",
    target: { type: "unknown", id: "x", name: null },
    after: null,
  });
});

it("before and after are compared field by field, nested ones by their path", () => {
  expect(
    fieldChanges(
      { name: "a", tags: ["x", "y"], policy: { approvals: 1, self: false } },
      { name: "a", policy: { approvals: 2 } },
    ),
  ).toEqual([
    { field: "tags", before: "x, y", after: null, changed: true },
    { field: "policy.approvals", before: "1", after: "2", changed: true },
    { field: "policy.self", before: "no", after: null, changed: true },
    { field: "name", before: "a", after: "a", changed: false },
  ]);
  expect(fieldChanges(null, null)).toEqual([]);
  const gate = { name: "auc", result: "failed", expected: "≥ 0.5", observed: 0.4, against: null };
  const other = { ...gate, expected: "not lower", against: { version: 2, value: 0.6 } };
  expect(fieldChanges(null, { gates: [gate, other] }).map(({ field, after }) => [field, after])).toEqual([
    ["gates.auc", "failed: 0.4, wanted ≥ 0.5"],
    ["gates.auc (2)", "failed: 0.4 against 0.6 of version 2, wanted not lower"],
  ]);
  expect(fieldWords("policy.expiresAfterHours")).toBe("Policy expires after hours");
});
