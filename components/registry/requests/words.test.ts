import { expect, it } from "vitest";
import type { RequestDetail } from "./queries";
import {
  approvalWords,
  askWords,
  endWords,
  gateWords,
  happenings,
  hoursWords,
  isOpen,
  lookAgain,
  oneOf,
  refusedWords,
  statusOf,
} from "./words";

const at = (hour: number) => new Date(Date.UTC(2026, 4, 3, hour)).toISOString();
const request: RequestDetail = {
  id: "r1",
  kind: "transition",
  status: "open",
  model: "flight-delay",
  version: 7,
  from: "Staging",
  to: "Production",
  bypass: null,
  wayIn: null,
  reason: "better",
  risk: "",
  rollbackPlan: "",
  requestedBy: "Dana",
  requestedById: "dana",
  createdAt: at(1),
  expiresAt: at(20),
  decidedAt: null,
  comparedWith: 3,
  digest: null,
  policyVersion: 1,
  gates: [],
  gatesAt: at(1),
  seen: null,
  evidenceChanged: null,
  approvals: { needed: 1, given: 0 },
  votes: [],
  round: 1,
  revision: 1,
  confirmation: null,
  gone: null,
  you: { mayDecide: false, whyNot: null, mayWithdraw: false, mayRevise: false },
  comments: [],
  deciders: [],
  excluded: [],
  productionSince: null,
};

it("says what is asked, in the tense of its state", () => {
  expect(askWords(request)).toBe("asks to move flight-delay version 7 from Staging to Production");
  expect(askWords({ ...request, status: "rejected" })).toMatch(/^asked to move/);
  expect(askWords({ ...request, kind: "rollback", status: "applied" })).toBe(
    "rolled flight-delay back to version 7",
  );
  expect(askWords({ ...request, kind: "rollback", status: "applied", gone: "model" })).toBe(
    "rolled a model, deleted since, back to version 7",
  );
});

it("keeps a rollback open until it is confirmed", () => {
  const applied = { ...request, kind: "rollback", status: "applied" } as const;
  const none = { due: at(24), at: null, by: null, endedAt: null };
  const waits = { ...applied, confirmation: { ...none, state: "waits" } } as const;
  expect([isOpen(waits), statusOf(waits).word]).toEqual([true, "To be confirmed"]);
  const late = { ...applied, confirmation: { ...none, state: "overdue" } } as const;
  expect([isOpen(late), statusOf(late)]).toEqual([
    true,
    { word: "Not confirmed", tone: "bad", filled: true },
  ]);
  const confirmed = {
    ...applied,
    confirmation: { ...none, state: "confirmed", at: at(3), by: "Noor" },
  } as const;
  expect([isOpen(confirmed), statusOf(confirmed).word]).toEqual([false, "Applied"]);
  const over = { ...applied, confirmation: { ...none, state: "superseded", endedAt: at(5) } } as const;
  expect([isOpen(over), statusOf(over).word]).toEqual([false, "Superseded"]);
});

it("explains why nothing can be decided any more", () => {
  expect(endWords({ ...request, status: "stale" })).toMatch(/ask anew/);
  expect(endWords({ ...request, status: "expired" })).toMatch(/Ask anew/);
  expect(endWords(request)).toBeNull();
  expect(endWords({ ...request, status: "applied", gone: "model" })).toMatch(/model .* was deleted/);
});

it("counts in words", () => {
  expect([0, 1, 2].map(approvalWords)).toEqual([
    "Nobody has to approve",
    "One engineer approves",
    "2 engineers approve",
  ]);
  expect([1, 24, 36, 72].map(hoursWords)).toEqual(["one hour", "one day", "36 hours", "3 days"]);
  expect([[], ["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]].map(oneOf)).toEqual([
    "nobody",
    "A",
    "A or B",
    "A, B or C",
    "A, B or 2 others",
  ]);
  const [passed, failed] = [{ result: "passed" }, { result: "failed" }];
  expect([[], [passed], [passed, passed], [passed, failed]].map(gateWords)).toEqual([
    null,
    "The gate passes",
    "All 2 gates pass",
    "1 of 2 gates pass",
  ]);
});

it("tells what happened, oldest first: asked, voted, said, decided", () => {
  const told = happenings({
    ...request,
    status: "applied",
    decidedAt: at(9),
    votes: [
      { by: "Emil", byId: "emil", decision: "changes", comment: "why?", at: at(3), round: 1, setAside: true },
      { by: "Emil", byId: "emil", decision: "approve", comment: "", at: at(9), round: 2, setAside: false },
    ],
    comments: [
      {
        ...{
          id: "c1",
          by: "Dana",
          byId: "dana",
          byEmail: null,
          at: at(5),
          body: "**so**",
          withdrawnAt: null,
        },
        ...{ version: 7, requestId: "r1" },
      },
    ],
  });
  expect(told.map(({ who, what }) => [who, what])).toEqual([
    ["Dana", "asked for Production"],
    ["Emil", "asked for changes, before it was asked again"],
    ["Dana", "commented"],
    ["Emil", "approved"],
    [null, "Version 7 moved to Production"],
  ]);
});

it("asks to look again at what had changed, and says whose approval does not count now", () => {
  const changes = [
    { what: "gate auc", from: "passed, 0.9 at step 7", to: "failed, 0.4 at step 8" },
    { what: "tag owner", from: null, to: "paul" },
  ];
  const vote = { byId: "emil", decision: "approve", comment: "", round: 1, setAside: true } as const;
  const changed = {
    ...request,
    round: 2,
    gatesAt: at(6),
    votes: [{ ...vote, by: "Emil", at: at(3) }],
    evidenceChanged: { at: at(6), changes, more: 2, ended: [1] },
  };
  expect(lookAgain(changed)).toEqual({ at: at(6), changes, more: 2, without: ["Emil"] });
  expect(lookAgain({ ...changed, gatesAt: at(7) })).toBeNull();
  expect(lookAgain({ ...changed, status: "applied" })).toBeNull();
  expect(lookAgain(request)).toBeNull();
  expect(happenings(changed).map(({ what }) => what)).toEqual([
    "asked for Production",
    "approved, before what it is judged by changed",
    "What it is judged by had changed: gate auc, tag owner and 2 more",
  ]);
});

it("says that approving is refused while gates do not pass", () => {
  const [passed, failed, unknown] = ["passed", "failed", "unknown"].map((result) => ({ result }));
  const of = (...gates: ({ result: string } | undefined)[]) => gates.flatMap((gate) => gate ?? []);
  expect(refusedWords({ kind: "transition", gates: of(passed, passed) })).toBeNull();
  expect(refusedWords({ kind: "transition", gates: of(passed, failed) })).toBe(
    "1 gate does not pass: approving is refused until it does.",
  );
  expect(refusedWords({ kind: "transition", gates: of(failed, unknown) })).toMatch(/^2 gates do not pass/);
  expect(refusedWords({ kind: "rollback", gates: of(failed) })).toBeNull();
});
