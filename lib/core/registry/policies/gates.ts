import { z } from "zod";
import type { Gate } from "./policy";

export const gateResults = ["passed", "failed", "unknown"] as const;

/** A logged number as JSON holds it: what is not finite stands as its word. */
export const seenNumber = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]);
export type SeenNumber = z.infer<typeof seenNumber>;

export function toSeenNumber(value: number): SeenNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

/** A number that a gate saw: the last point of a run's metric. `key` and `value` are missing of what was judged before they were kept. */
export const evidence = z.object({
  runId: z.string(),
  key: z.string().optional(),
  step: z.string(),
  at: z.coerce.date<Date | string>(),
  value: seenNumber.optional(),
});
export type Evidence = z.infer<typeof evidence>;

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
  /**
   * Of a comparison: the value that the version in Production was approved on, and where it stands. `now`: what its run says
   * today, where that is another number; null where it says nothing any more.
   */
  against: z
    .object({ version: z.number(), value: z.number(), evidence, now: seenNumber.nullable().optional() })
    .nullable(),
  /** Why it failed or is unknown, in a sentence; what a passed gate has to add. */
  why: z.string().nullable(),
});
export type GateResult = z.infer<typeof gateResult>;

export const gatesPass = (gates: readonly GateResult[]): boolean =>
  gates.every(({ result }) => result === "passed");

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
