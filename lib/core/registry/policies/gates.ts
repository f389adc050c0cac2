import { z } from "zod";
import type { Gate } from "./policy";

export const gateResults = ["passed", "failed", "unknown"] as const;

/** Where a number that a gate saw was logged. */
export const evidence = z.object({ runId: z.string(), step: z.string(), at: z.coerce.date<Date | string>() });

/** What a gate said, with what it saw. Only `passed` lets a version in. */
export const gateResult = z.object({
  kind: z.string(),
  name: z.string(),
  result: z.enum(gateResults),
  /** In words: "≥ 0.81", "tags data, owner". */
  expected: z.string(),
  /** The number it saw, or in words what it found; null where there was nothing to see. */
  observed: z.union([z.number(), z.string()]).nullable(),
  evidence: evidence.nullable(),
  /** Of a comparison: the value of the version in Production, and where it stands. */
  against: z.object({ version: z.number(), value: z.number(), evidence }).nullable(),
  /** Why it failed or is unknown, in a sentence; what a passed gate has to add. */
  why: z.string().nullable(),
});
export type GateResult = z.infer<typeof gateResult>;

/** A metric's last value, with where it was logged. */
export type Seen = { value: number; evidence: z.infer<typeof evidence> };

/** All that gates look at, read beforehand: the same facts give the same answer. */
export type Facts = {
  run: "found" | "missing" | "none";
  metrics: ReadonlyMap<string, Seen>;
  /** The version in Production; null where there is none. */
  production: { version: number; metrics: ReadonlyMap<string, Seen> } | null;
  tags: ReadonlySet<string>;
  modelDescribed: boolean;
  versionDescribed: boolean;
  datasets: number;
  gitCommit: string | null;
};

type Part = Omit<GateResult, "kind" | "name" | "against" | "evidence"> &
  Partial<Pick<GateResult, "against" | "evidence">>;

/** What each gate says of a version. A metric or run that is missing, or a value that is no finite number, is `unknown`. */
export const judgeGates = (gates: readonly Gate[], facts: Facts): GateResult[] =>
  gates.map((gate) => ({
    kind: gate.kind,
    name: nameOf(gate),
    against: null,
    evidence: null,
    ...judge(gate, facts),
  }));

/** A gate's name, as people read it. */
export function nameOf(gate: Gate): string {
  switch (gate.kind) {
    case "bound":
      return gate.metric;
    case "production":
      return `${gate.metric} against Production`;
    case "tags":
      return "Required tags";
    case "card":
      return "Card complete";
    case "lineage":
      return "Has lineage";
  }
}

/** What a gate wants, in words. */
export function wantOf(gate: Gate): string {
  switch (gate.kind) {
    case "bound":
      return `${gate.better === "higher" ? "≥" : "≤"} ${gate.bound}`;
    case "production":
      return `${gate.better === "higher" ? "not lower" : "not higher"} than in Production${gate.tolerance > 0 ? `, by more than ${gate.tolerance}` : ""}`;
    case "tags":
      return gate.keys.length === 1 ? `tag ${gate.keys[0]}` : `tags ${gate.keys.join(", ")}`;
    case "card":
      return "model and version described";
    case "lineage":
      return "a run with a dataset or a git commit";
  }
}

function judge(gate: Gate, facts: Facts): Part {
  switch (gate.kind) {
    case "bound":
      return withMetric(gate.metric, wantOf(gate), facts, (seen) =>
        verdict(
          gate.better === "higher" ? seen.value >= gate.bound : seen.value <= gate.bound,
          seen,
          wantOf(gate),
        ),
      );
    case "production":
      return withMetric(gate.metric, wantOf(gate), facts, (seen) => againstProduction(gate, seen, facts));
    case "tags": {
      const missing = gate.keys.filter((key) => !facts.tags.has(key));
      const found = gate.keys.length - missing.length;
      return {
        expected: wantOf(gate),
        observed: `${found} of ${gate.keys.length}`,
        result: missing.length === 0 ? "passed" : "failed",
        why: missing.length === 0 ? null : `The version lacks ${missing.join(", ")}.`,
      };
    }
    case "card": {
      const missing = [
        facts.modelDescribed ? [] : ["the model"],
        facts.versionDescribed ? [] : ["the version"],
      ].flat();
      return {
        expected: wantOf(gate),
        observed: missing.length === 0 ? "both described" : `${missing.join(" and ")} not described`,
        result: missing.length === 0 ? "passed" : "failed",
        why: missing.length === 0 ? null : `Describe ${missing.join(" and ")}.`,
      };
    }
    case "lineage":
      return lineage(wantOf(gate), facts);
  }
}

function withMetric(metric: string, expected: string, facts: Facts, go: (seen: Seen) => Part): Part {
  const unknown = (why: string, observed: string | null = null): Part => ({
    expected,
    observed,
    result: "unknown",
    why,
  });
  if (facts.run === "none") return unknown("The version names no run, so there is no metric to read.");
  if (facts.run === "missing") return unknown("The version's run is gone.");
  const seen = facts.metrics.get(metric);
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

function againstProduction(
  gate: Extract<Gate, { kind: "production" }>,
  seen: Seen,
  { production }: Facts,
): Part {
  const expected = wantOf(gate);
  const saw = { observed: seen.value, evidence: seen.evidence };
  if (production === null)
    return { expected, ...saw, result: "passed", why: "Nothing is in Production to compare with." };
  const other = production.metrics.get(gate.metric);
  if (!other || !Number.isFinite(other.value))
    return {
      expected,
      ...saw,
      result: "unknown",
      why: `Version ${production.version}, which is in Production, has no readable ${gate.metric}.`,
    };
  // Spelled as a difference of the two, so that a tolerance of 0 compares the numbers themselves.
  const worseBy = gate.better === "higher" ? other.value - seen.value : seen.value - other.value;
  const bound = gate.better === "higher" ? other.value - gate.tolerance : other.value + gate.tolerance;
  const passed = worseBy <= gate.tolerance;
  return {
    ...verdict(passed, seen, `${gate.better === "higher" ? "≥" : "≤"} ${short(bound)}`),
    against: { version: production.version, value: other.value, evidence: other.evidence },
    why: passed
      ? null
      : `${short(seen.value)} is worse than the ${short(other.value)} of version ${production.version} in Production${gate.tolerance > 0 ? ` by more than ${gate.tolerance}` : ""}.`,
  };
}

function lineage(expected: string, facts: Facts): Part {
  if (facts.run !== "found")
    return {
      expected,
      observed: null,
      result: "unknown",
      why: facts.run === "none" ? "The version names no run." : "The version's run is gone.",
    };
  const found = [
    ...(facts.datasets > 0 ? [facts.datasets === 1 ? "1 dataset" : `${facts.datasets} datasets`] : []),
    ...(facts.gitCommit === null ? [] : [`commit ${facts.gitCommit.slice(0, 7)}`]),
  ];
  return {
    expected,
    observed: found.length === 0 ? "a run without either" : found.join(", "),
    result: found.length === 0 ? "failed" : "passed",
    why: found.length === 0 ? "The run has neither a dataset nor a git commit." : null,
  };
}

export const gatesPass = (gates: readonly GateResult[]): boolean =>
  gates.every(({ result }) => result === "passed");
