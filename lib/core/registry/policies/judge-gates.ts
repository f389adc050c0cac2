import type { Fact, Facts, FactsOf, GateOf, Metrics, ProductionFacts, Run, Seen } from "./facts";
import { type GateResult, nameOf, toSeenNumber, wantOf } from "./gates";
import type { Gate } from "./policy";

type Part = Omit<GateResult, "kind" | "name" | "expected" | "against" | "evidence"> &
  Partial<Pick<GateResult, "expected" | "against" | "evidence">>;

/** What each gate says of a version. What could not be read, or is no finite number, makes it `unknown`. */
export const judgeGates = (gates: readonly Gate[], facts: Facts): GateResult[] =>
  gates.map((gate) => ({
    kind: gate.kind,
    name: nameOf(gate),
    expected: wantOf(gate),
    against: null,
    evidence: null,
    ...judge(gate, facts),
  }));

function judge(gate: Gate, facts: Facts): Part {
  switch (gate.kind) {
    case "bound":
      return given(facts.bound, (fact) => bound(gate, fact));
    case "production":
      return given(facts.production, (fact) => againstProduction(gate, fact));
    case "tags":
      return given(facts.tags, (fact) => tags(gate, fact));
    case "card":
      return given(facts.card, card);
    case "lineage":
      return given(facts.lineage, lineage);
  }
}

const unknown = (why: string, observed: string | null = null): Part => ({ observed, result: "unknown", why });

function given<Known>(fact: Fact<Known> | undefined, go: (known: Known) => Part): Part {
  if (fact === undefined)
    return unknown(
      "What it looks at was not read for this version under this policy, or too long ago: try again.",
    );
  return "unknown" in fact ? unknown(fact.unknown) : go(fact.known);
}

const bound = (gate: GateOf<"bound">, fact: FactsOf["bound"]): Part =>
  withMetric(gate.metric, fact, (seen) =>
    verdict(
      gate.better === "higher" ? seen.value >= gate.bound : seen.value <= gate.bound,
      seen,
      wantOf(gate),
    ),
  );

function tags({ keys }: GateOf<"tags">, facts: FactsOf["tags"]): Part {
  const missing = keys.filter((key) => !facts.tags.has(key));
  return {
    observed: `${keys.length - missing.length} of ${keys.length}`,
    result: missing.length === 0 ? "passed" : "failed",
    why: missing.length === 0 ? null : `The version lacks ${missing.join(", ")}.`,
  };
}

function card({ modelDescribed, versionDescribed }: FactsOf["card"]): Part {
  const missing = [modelDescribed ? [] : ["the model"], versionDescribed ? [] : ["the version"]].flat();
  return {
    observed: missing.length === 0 ? "both described" : `${missing.join(" and ")} not described`,
    result: missing.length === 0 ? "passed" : "failed",
    why: missing.length === 0 ? null : `Describe ${missing.join(" and ")}.`,
  };
}

function withMetric(metric: string, { run, metrics }: FactsOf["bound"], go: (seen: Seen) => Part): Part {
  const lost = whyLost(run);
  if (lost !== null) return unknown(lost);
  const seen = metrics.get(metric);
  if (!seen) return unknown(`The run has no metric ${metric}.`);
  if (!Number.isFinite(seen.value))
    return {
      ...unknown(`The last value of ${metric} is not a finite number.`, String(seen.value)),
      evidence: seen.evidence,
    };
  return go(seen);
}

/** Why a run's word says nothing of this version; null where it does. */
function whyLost(run: Run): string | null {
  if (typeof run === "object") return run.apart;
  switch (run) {
    case "found":
      return null;
    case "none":
      return "The version names no run, so there is nothing to read.";
    case "trashed":
      return "The version's run is in the trash.";
    case "unknown":
      return "The version names a run that is not here, so there is nothing to read.";
  }
}

const verdict = (passed: boolean, seen: Seen, expected: string): Part => ({
  expected,
  observed: seen.value,
  evidence: seen.evidence,
  result: passed ? "passed" : "failed",
  why: passed ? null : `${short(seen.value)} is not ${expected}.`,
});

/** Six digits: enough to compare by eye; the exact number stands beside it as what the gate saw. */
const short = (value: number) => Number(value.toPrecision(6));

/** What rounding may have added to a difference: 0.8 - 0.7 is no more than 0.1. Without a tolerance numbers are compared as they are. */
const slack = (tolerance: number, ...values: number[]) =>
  tolerance === 0 ? 0 : 2 * Number.EPSILON * Math.max(tolerance, ...values.map(Math.abs));

const againstProduction = (gate: GateOf<"production">, fact: FactsOf["production"]): Part =>
  withMetric(gate.metric, fact, (seen) => {
    const { production } = fact;
    const saw = { observed: seen.value, evidence: seen.evidence };
    if (production === null)
      return { ...saw, result: "passed", why: "Nothing is in Production to compare with." };
    const judgedBy: Metrics = production.approved ?? production.now;
    const other = judgedBy.get(gate.metric);
    if (!other || !Number.isFinite(other.value))
      return { ...saw, result: "unknown", why: whyUnread(production, gate.metric, other) };
    // Spelled as a difference of the two, so that a tolerance of 0 compares the numbers themselves.
    const worseBy = gate.better === "higher" ? other.value - seen.value : seen.value - other.value;
    const limit = gate.better === "higher" ? other.value - gate.tolerance : other.value + gate.tolerance;
    const passed = worseBy <= gate.tolerance + slack(gate.tolerance, seen.value, other.value);
    const since = saidSince(production, gate.metric);
    const worse = passed
      ? []
      : [
          `${short(seen.value)} is worse than the ${short(other.value)} of version ${production.version} in Production${gate.tolerance > 0 ? ` by more than ${gate.tolerance}` : ""}.`,
        ];
    return {
      ...verdict(passed, seen, `${gate.better === "higher" ? "≥" : "≤"} ${short(limit)}`),
      against: { version: production.version, value: other.value, evidence: other.evidence, ...since?.now },
      why: [...worse, ...(since ? [since.why] : [])].join(" ") || null,
    };
  });

function whyUnread(
  { version, approved, late }: ProductionFacts,
  metric: string,
  other: Seen | undefined,
): string {
  if (other) return `The ${metric} of version ${version}, which is in Production, is not a finite number.`;
  if (late !== null)
    return `Version ${version}, which is in Production, had no ${metric} when its numbers were kept on ${day(late)}: what its run says of it since then was approved by nobody.`;
  return approved === null
    ? `Version ${version}, which is in Production, has no readable ${metric}.`
    : `Version ${version} entered Production without ${metric}: what its run says of it since then was approved by nobody.`;
}

/** What is to be said of Production's own number: that its run tells another one by now, or that none was kept. */
function saidSince(
  { version, approved, late, now }: ProductionFacts,
  metric: string,
): { now?: { now: ReturnType<typeof toSeenNumber> | null }; why: string } | null {
  if (approved === null)
    return {
      why: `Version ${version} entered Production before its numbers were kept: they are its run's as it stands now.`,
    };
  const [then, today] = [approved.get(metric), now.get(metric)];
  const same = !then || (today !== undefined && Object.is(then.value, today.value));
  const said = same ? null : `its run ${today ? `says ${short(today.value)}` : "has none"} now.`;
  const since = same ? {} : { now: { now: today ? toSeenNumber(today.value) : null } };
  if (late !== null)
    return {
      ...since,
      why: `Version ${version} entered Production before its numbers were kept: they are its run's of ${day(late)}${said === null ? "." : `; ${said}`}`,
    };
  return said === null || !then
    ? null
    : { ...since, why: `Version ${version} entered Production with ${short(then.value)}; ${said}` };
}

const day = (at: Date) => at.toISOString().slice(0, 10);

function lineage({ run, datasets, gitCommit }: FactsOf["lineage"]): Part {
  const lost = whyLost(run);
  if (lost !== null) return unknown(lost);
  const found = [
    ...(datasets > 0 ? [datasets === 1 ? "1 dataset" : `${datasets} datasets`] : []),
    ...(gitCommit === null ? [] : [`commit ${gitCommit.slice(0, 7)}`]),
  ];
  return {
    observed: found.length === 0 ? "a run without either" : found.join(", "),
    result: found.length === 0 ? "failed" : "passed",
    why: found.length === 0 ? "The run has neither a dataset nor a git commit." : null,
  };
}
