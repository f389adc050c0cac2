import { describe, expect, it } from "vitest";
import { auditBody } from "./audit";
import { fieldChanges, fieldWords } from "./audit-diff";
import { actWords, describeAct, type Told } from "./audit-words";

const told = (change: Partial<Told>): Told => ({
  actor: { type: "person", id: "1", name: "Emil", role: "engineer", admin: false, via: "session" },
  action: "create-model",
  outcome: "done",
  target: { type: "model", id: "m", name: "flight-delay", page: null },
  before: null,
  after: null,
  ...change,
});
const version = { type: "version", id: "v", name: "flight-delay/3", page: null };
const nobody = { type: "nobody", id: null, name: null, role: null, admin: false, via: null };

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
      "Emil approved flight-delay v3 to Production, which had gone stale",
      {
        action: "decide-request",
        target: { ...version, type: "request" },
        after: { decision: "approve", to: "Production", outcome: "stale" },
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
  expect(fieldWords("policy.expiresAfterHours")).toBe("Policy expires after hours");
});
