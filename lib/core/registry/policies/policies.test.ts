import { describe, expect, it } from "vitest";
import { aliasesTiedTo, demandOf, loosens, stageOfAlias } from "./demand";
import { type Facts, type FactsOf, factsNow, type Subject } from "./facts";
import { gatesPass } from "./gates";
import { judgeGates } from "./judge-gates";
import { defaultPolicy, type Gate, policy } from "./policy";

const made = (guards: object) => policy.parse({ guards });
const seen = (value: number) => ({ value, evidence: { runId: "r", step: "3", at: new Date(0) } });
type All = FactsOf["production"] & FactsOf["tags"] & FactsOf["card"] & FactsOf["lineage"];
/** What every kind of gate looks at, spelled once. */
function facts(more: Partial<All> = {}): Facts {
  const known: All = {
    run: "found",
    metrics: new Map([["auc", seen(0.8)]]),
    production: null,
    tags: new Set(),
    modelDescribed: true,
    versionDescribed: true,
    datasets: 1,
    gitCommit: null,
    ...more,
  };
  return { bound: { known }, production: { known }, tags: { known }, card: { known }, lineage: { known } };
}

describe("a demand", () => {
  it("is made by entering and by leaving a guarded stage, and by nothing else", () => {
    const team = defaultPolicy("team");
    expect(demandOf(team, "None", "Staging")).toBeNull();
    expect(demandOf(team, "Production", "Production")).toBeNull();
    expect(demandOf(team, "None", "Production")).toMatchObject({ stages: ["Production"], approvals: 1 });
    expect(demandOf(team, "Production", "None")).toMatchObject({ approvals: 1, gates: [] });
    expect(demandOf(defaultPolicy("alone"), "None", "Production")?.approvals).toBe(0);
    expect(demandOf(defaultPolicy("open"), "None", "Production")).toBeNull();
  });

  it("of two guarded stages is the stricter one of both", () => {
    const both = made({
      Staging: { approvals: 0, request: "engineer", approvers: ["a", "b"], gates: [{ kind: "card" }] },
      Production: { approvals: 2, expiresAfterHours: 5, approvers: ["b", "c"], gates: [{ kind: "lineage" }] },
    });
    expect(demandOf(both, "Staging", "Production")).toEqual({
      stages: ["Staging", "Production"],
      request: "engineer",
      approvals: 2,
      approvers: ["b"],
      selfApproval: false,
      expiresAfterHours: 5,
      gates: [{ kind: "lineage" }],
    });
  });

  it("ties aliases to stages", () => {
    const tied = made({ Production: { aliases: ["live"] } });
    expect([stageOfAlias(tied, "live"), stageOfAlias(tied, "other")]).toEqual(["Production", undefined]);
  });

  it("of an alias that an old policy ties twice stays with the strictest stage", () => {
    const twice = made({ Staging: { approvals: 0, aliases: ["live"] }, Production: { aliases: ["live"] } });
    expect(stageOfAlias(twice, "live")).toBe("Production");
    expect([aliasesTiedTo(twice, "Staging"), aliasesTiedTo(twice, "Production")]).toEqual([[], ["live"]]);
    expect(loosens(twice, made({ Staging: { approvals: 0 }, Production: { aliases: ["live"] } }))).toBe(
      false,
    );
  });
});

describe("a change loosens", () => {
  const bound = (value: number, better = "higher"): object => ({
    kind: "bound",
    metric: "auc",
    better,
    bound: value,
  });
  const now = {
    approvals: 1,
    aliases: ["live"],
    approvers: ["a", "b"],
    gates: [bound(0.8), { kind: "tags", keys: ["x"] }],
  };
  it.each([
    ["the same", now, false],
    ["more approvals", { ...now, approvals: 2 }, false],
    ["a higher bound", { ...now, gates: [bound(0.9), { kind: "tags", keys: ["y", "x"] }] }, false],
    ["one approver less", { ...now, approvers: ["a"] }, false],
    ["one alias more", { ...now, aliases: ["live", "next"] }, false],
    ["a shorter time", { ...now, expiresAfterHours: 1 }, false],
    ["no approval", { ...now, approvals: 0 }, true],
    ["a lower bound", { ...now, gates: [bound(0.7), { kind: "tags", keys: ["x"] }] }, true],
    ["the other way", { ...now, gates: [bound(0.8, "lower"), { kind: "tags", keys: ["x"] }] }, true],
    ["a gate less", { ...now, gates: [bound(0.8)] }, true],
    ["any approver", { ...now, approvers: [] }, true],
    ["another approver", { ...now, approvers: ["a", "c"] }, true],
    ["self-approval", { ...now, selfApproval: true }, true],
    ["a longer time", { ...now, expiresAfterHours: 100 }, true],
    ["no tied alias", { ...now, aliases: [] }, true],
  ])("%s", (_, next, expected) => {
    expect(loosens(made({ Production: now }), made({ Production: next }))).toBe(expected);
  });
  it("where a guard is gone, and not where one comes", () => {
    expect(loosens(made({ Production: now }), made({}))).toBe(true);
    expect(loosens(made({}), made({ Production: now }))).toBe(false);
  });
  it("where an alias comes to move with another stage", () => {
    const production = (aliases: string[]) => made({ Production: { aliases } });
    const staging = (approvals: number, left: string[]) =>
      made({ Staging: { approvals, aliases: ["live"] }, Production: { aliases: left } });
    expect(loosens(production(["live"]), staging(0, []))).toBe(true);
    expect(loosens(production(["live"]), staging(2, ["live"]))).toBe(true);
    expect(loosens(production(["next"]), staging(0, ["next"]))).toBe(false);
  });
  it("where a guard that comes on another stage lets other people approve", () => {
    const other = (approvers: string[]) => made({ Production: now, None: { approvals: 1, approvers } });
    expect(loosens(made({ Production: now }), other(["c"]))).toBe(true);
    expect(loosens(made({ Production: now }), other(["b", "c"]))).toBe(false);
    expect(loosens(made({ Production: now }), other([]))).toBe(false);
  });
});

describe("gates", () => {
  const one = (gate: Gate, more: Partial<All> = {}) => judgeGates([gate], facts(more))[0]?.result;
  const auc = (bound: number, better: "higher" | "lower" = "higher"): Gate => ({
    kind: "bound",
    metric: "auc",
    better,
    bound,
  });
  const against = (tolerance: number, better: "higher" | "lower" = "higher"): Gate => ({
    kind: "production",
    metric: "auc",
    better,
    tolerance,
  });
  const production = (value: number, now = value) => ({
    production: {
      version: 1,
      approved: new Map([["auc", seen(value)]]),
      late: null,
      now: new Map([["auc", seen(now)]]),
    },
  });
  const said = (gate: Gate, more: Partial<All> = {}) => judgeGates([gate], facts(more))[0];
  it("meet their bound", () => {
    expect([one(auc(0.8)), one(auc(0.81)), one(auc(0.8, "lower")), one(auc(0.79, "lower"))]).toEqual([
      "passed",
      "failed",
      "passed",
      "failed",
    ]);
  });
  it("compare with Production either way", () => {
    expect(one(against(0), production(0.8))).toBe("passed");
    expect(one(against(0), production(0.81))).toBe("failed");
    expect(one(against(0.02), production(0.81))).toBe("passed");
    expect(one(against(0.02), production(0.820001))).toBe("failed");
    expect(one(against(0.1), production(0.9))).toBe("passed");
    expect(one(against(0.1, "lower"), production(0.7))).toBe("passed");
    expect(one(against(0, "lower"), production(0.79))).toBe("failed");
    expect(one(against(0))).toBe("passed");
  });
  it("are unknown where there is nothing to read, and unknown does not pass", () => {
    const lost: Partial<All>[] = [
      { run: "unknown" },
      { run: "trashed" },
      { run: "none" },
      { run: { apart: "Its files are run a's, its numbers would be run b's." } },
      { metrics: new Map() },
      { metrics: new Map([["auc", seen(Number.NaN)]]) },
      { metrics: new Map([["auc", seen(Number.POSITIVE_INFINITY)]]) },
    ];
    for (const more of lost) expect(one(auc(0), more)).toBe("unknown");
    for (const { run } of lost)
      if (run !== undefined) expect(one({ kind: "lineage" }, { run })).toBe("unknown");
    expect(said(auc(0), lost[3])?.why).toBe("Its files are run a's, its numbers would be run b's.");
    const none = { version: 1, approved: null, late: null, now: new Map() };
    expect(one(against(0), { production: none })).toBe("unknown");
    expect(one(against(0), production(Number.NaN))).toBe("unknown");
    expect(gatesPass(judgeGates([auc(0)], facts({ run: "none" })))).toBe(false);
  });
  it("compare with what Production was approved on, and say what its run tells now", () => {
    const rewritten = said(against(0), production(0.9, 0.5));
    expect(rewritten).toMatchObject({ result: "failed", against: { version: 1, value: 0.9, now: 0.5 } });
    expect(rewritten?.why).toMatch(/entered Production with 0\.9; its run says 0\.5 now\.$/);
    expect(said(against(0), production(0.7))).toMatchObject({ result: "passed", why: null });
    const gone = {
      production: { version: 1, approved: new Map([["auc", seen(0.7)]]), late: null, now: new Map() },
    };
    expect(said(against(0), gone)).toMatchObject({ result: "passed", against: { now: null } });
    const odd = said(against(0), production(0.7, Number.NaN));
    expect(odd).toMatchObject({ result: "passed", against: { now: "NaN" } });
  });
  it("are unknown where nobody approved Production's number, and say where none was kept", () => {
    const later = { version: 1, approved: new Map(), late: null, now: new Map([["auc", seen(0.1)]]) };
    expect(said(against(0), { production: later })).toMatchObject({
      result: "unknown",
      why: expect.stringContaining("entered Production without auc"),
    });
    const old = { version: 1, approved: null, late: null, now: new Map([["auc", seen(0.7)]]) };
    expect(said(against(0), { production: old })).toMatchObject({
      result: "passed",
      why: expect.stringContaining("before its numbers were kept"),
    });
  });
  it("say of what day Production's numbers are, where it entered before they were kept", () => {
    const late = new Date("2026-11-28T12:00:00Z");
    const about = (value: number, now: number) =>
      said(against(0), { production: { ...production(value, now).production, late } });
    expect(about(0.7, 0.7)).toMatchObject({
      result: "passed",
      why: "Version 1 entered Production before its numbers were kept: they are its run's of 2026-11-28.",
    });
    expect(about(0.9, 0.1)).toMatchObject({
      result: "failed",
      against: { value: 0.9, now: 0.1 },
      why: expect.stringContaining("its run's of 2026-11-28; its run says 0.1 now."),
    });
    const without = { ...production(0.7).production, approved: new Map(), late };
    expect(said(against(0), { production: without })).toMatchObject({
      result: "unknown",
      why: expect.stringContaining("had no auc when its numbers were kept on 2026-11-28"),
    });
  });
  it("look at tags, card and lineage", () => {
    const tags: Gate = { kind: "tags", keys: ["a", "b"] };
    expect([one(tags), one(tags, { tags: new Set(["a", "b", "c"]) })]).toEqual(["failed", "passed"]);
    expect([one({ kind: "card" }), one({ kind: "card" }, { modelDescribed: false })]).toEqual([
      "passed",
      "failed",
    ]);
    const lineage: Gate = { kind: "lineage" };
    expect([
      one(lineage),
      one(lineage, { datasets: 0 }),
      one(lineage, { datasets: 0, gitCommit: "abc" }),
    ]).toEqual(["passed", "failed", "passed"]);
  });
});

describe("facts from outside", () => {
  const at = new Date("2026-01-01T12:00:00Z");
  const gate: Gate = { kind: "bound", metric: "auc", better: "higher", bound: 0.5 };
  const stricter: Gate = { ...gate, bound: 0.6 };
  const subject: Subject = { versionId: "v", gates: [gate] };
  const gathered = [{ subject, at, facts: facts() }];
  const said = (asked: Subject, seconds = 1) =>
    judgeGates(asked.gates, factsNow(gathered, asked, new Date(at.getTime() + seconds * 1000)))[0]?.result;
  it("count for what they were gathered of", () => expect(said(subject)).toBe("passed"));
  it.each([
    ["another version", { ...subject, versionId: "w" }],
    ["a policy with other gates", { ...subject, gates: [stricter] }],
  ])("are unknown of %s", (_, other) => expect(said(other)).toBe("unknown"));
  it("are unknown when they are old", () =>
    expect([said(subject, 59), said(subject, 61)]).toEqual(["passed", "unknown"]));
  it("that could not be had are unknown, with the reason", () => {
    const away = judgeGates([gate], { bound: { unknown: "The store is away." } });
    expect(away).toMatchObject([{ result: "unknown", why: "The store is away." }]);
  });
});
