import type { z } from "zod";
import type { gate, policy } from "@/lib/core/registry/policies/policy";

export type PolicyInput = z.input<typeof policy>;
type GateInput = z.input<typeof gate>;

const complete: GateInput[] = [
  { kind: "tags", keys: ["features", "owner"] },
  { kind: "card" },
  { kind: "lineage" },
];
const headline = { metric: "test_auc", better: "higher" } as const;

/** Of flight-delay: better than chance, described, and one engineer says yes. */
export const firstPolicy: PolicyInput = {
  guards: {
    Production: {
      gates: [{ kind: "bound", metric: "test_auc", better: "higher", bound: 0.58 }, ...complete],
    },
  },
  headline,
};

const ranking: GateInput[] = [
  { kind: "bound", metric: "test_auc", better: "higher", bound: 0.62 },
  { kind: "production", metric: "test_auc", better: "higher", tolerance: 0.002 },
];
const guarded = { expiresAfterHours: 14 * 24, aliases: ["champion"] };

/** No step back, and the alias follows; requests wait longer, which is what a second engineer agreed to. */
export const secondPolicy: PolicyInput = {
  guards: { Production: { ...guarded, gates: [...ranking, ...complete] } },
  headline,
};

/** After a version that ranked well and was too sure of itself. */
export const thirdPolicy: PolicyInput = {
  guards: {
    Production: {
      ...guarded,
      gates: [...ranking, { kind: "bound", metric: "test_loss", better: "lower", bound: 0.487 }, ...complete],
    },
  },
  headline,
};

/** Of flight-delay-lite: nobody has to approve what passes. */
export const litePolicy: PolicyInput = {
  guards: {
    Production: {
      approvals: 0,
      gates: [
        { kind: "bound", metric: "test_brier", better: "lower", bound: 0.156 },
        { kind: "production", metric: "test_brier", better: "lower", tolerance: 0.0002 },
        ...complete,
      ],
    },
  },
  headline: { metric: "test_brier", better: "lower" },
};
