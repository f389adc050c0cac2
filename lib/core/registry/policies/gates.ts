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
