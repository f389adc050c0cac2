import type { Fact, Facts, FactsOf, GateOf, Seen } from "./facts";
import { type GateResult, nameOf, wantOf } from "./gates";
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
  if (run === "none") return unknown("The version names no run, so there is no metric to read.");
  if (run === "missing") return unknown("The version's run is gone.");
  const seen = metrics.get(metric);
  if (!seen) return unknown(`The run has no metric ${metric}.`);
  if (!Number.isFinite(seen.value))
    return {
      ...unknown(`The last value of ${metric} is not a finite number.`, String(seen.value)),
      evidence: seen.evidence,
    };
  return go(seen);
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
    const other = production.metrics.get(gate.metric);
    if (!other || !Number.isFinite(other.value))
      return {
        ...saw,
        result: "unknown",
        why: `Version ${production.version}, which is in Production, has no readable ${gate.metric}.`,
      };
    // Spelled as a difference of the two, so that a tolerance of 0 compares the numbers themselves.
    const worseBy = gate.better === "higher" ? other.value - seen.value : seen.value - other.value;
    const limit = gate.better === "higher" ? other.value - gate.tolerance : other.value + gate.tolerance;
    const passed = worseBy <= gate.tolerance + slack(gate.tolerance, seen.value, other.value);
    return {
      ...verdict(passed, seen, `${gate.better === "higher" ? "≥" : "≤"} ${short(limit)}`),
      against: { version: production.version, value: other.value, evidence: other.evidence },
      why: passed
        ? null
        : `${short(seen.value)} is worse than the ${short(other.value)} of version ${production.version} in Production${gate.tolerance > 0 ? ` by more than ${gate.tolerance}` : ""}.`,
    };
  });

function lineage({ run, datasets, gitCommit }: FactsOf["lineage"]): Part {
  if (run !== "found")
    return unknown(run === "none" ? "The version names no run." : "The version's run is gone.");
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
