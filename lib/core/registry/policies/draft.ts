import { type Stage, stages } from "@/lib/core/registry/stages";
import { type Gate, type Guard, newPolicy, type Policy } from "./policy";

/** A policy while somebody writes it: numbers as they are typed, lists as one line. `id` tells gates apart. */
export type DraftGate = {
  id: number;
  kind: Gate["kind"];
  metric: string;
  better: "higher" | "lower";
  number: string;
  keys: string;
};
export type DraftGuard = {
  request: Guard["request"];
  approvals: string;
  approvers: readonly string[];
  selfApproval: boolean;
  expiresAfterHours: string;
  gates: readonly DraftGate[];
  aliases: string;
};
export type Draft = {
  guards: Partial<Record<Stage, DraftGuard>>;
  headline: { metric: string; better: "higher" | "lower" | "unknown" };
};

export const emptyGate = (id: number, kind: Gate["kind"]): DraftGate => ({
  ...{ id, kind, metric: "", better: "higher", keys: "" },
  number: kind === "production" ? "0" : "",
});

export const emptyGuard: DraftGuard = {
  request: "scientist",
  approvals: "1",
  approvers: [],
  selfApproval: false,
  expiresAfterHours: "72",
  gates: [],
  aliases: "",
};

/** Begins with what holds. */
export function toDraft({ guards, headline }: Policy): Draft {
  return {
    guards: Object.fromEntries(
      stages.flatMap((stage) => {
        const guard = guards[stage];
        return guard === undefined ? [] : [[stage, guardDraft(guard)]];
      }),
    ),
    headline: { metric: headline?.metric ?? "", better: headline?.better ?? "unknown" },
  };
}

const guardDraft = (guard: Guard): DraftGuard => ({
  ...guard,
  approvals: String(guard.approvals),
  expiresAfterHours: String(guard.expiresAfterHours),
  aliases: guard.aliases.join(", "),
  gates: guard.gates.map((gate, id) => ({
    ...emptyGate(id, gate.kind),
    ...("metric" in gate ? { metric: gate.metric, better: gate.better } : {}),
    ...(gate.kind === "bound" ? { number: String(gate.bound) } : {}),
    ...(gate.kind === "production" ? { number: String(gate.tolerance) } : {}),
    ...(gate.kind === "tags" ? { keys: gate.keys.join(", ") } : {}),
  })),
});

/** Words of one line, apart by commas or line ends. */
const listed = (line: string): string[] => [
  ...new Set(
    line
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  ),
];

function gateOf({ kind, metric, better, number, keys }: DraftGate): object {
  switch (kind) {
    case "bound":
      return { kind, metric: metric.trim(), better, bound: number };
    case "production":
      return { kind, metric: metric.trim(), better, tolerance: number.trim() === "" ? 0 : number };
    case "tags":
      return { kind, keys: listed(keys) };
    case "card":
    case "lineage":
      return { kind };
  }
}

/** Where a form's field is wrong: the pointer that the server would name. */
export type DraftFault = { pointer: string; message: string };

/** The policy that a draft makes, or where it is not one yet. */
export function readDraft({ guards, headline }: Draft): { policy: Policy | null; faults: DraftFault[] } {
  const made = {
    guards: Object.fromEntries(
      stages.flatMap((stage) => {
        const guard = guards[stage];
        if (guard === undefined) return [];
        const aliases = listed(guard.aliases).map((alias) => alias.replace(/^@/, ""));
        return [[stage, { ...guard, aliases, gates: guard.gates.map(gateOf) }]];
      }),
    ),
    headline:
      headline.metric.trim() === ""
        ? null
        : {
            metric: headline.metric.trim(),
            better: headline.better === "unknown" ? null : headline.better,
          },
  };
  const read = newPolicy.safeParse(made);
  if (read.success) return { policy: read.data, faults: [] };
  return {
    policy: null,
    faults: read.error.issues.map(({ path, message }) => ({
      pointer: `/policy/${path.map(String).join("/")}`,
      message,
    })),
  };
}

/** The sentence for a field: the first fault at its pointer or below it. */
export const faultAt = (faults: readonly DraftFault[], pointer: string): string | undefined =>
  faults.find((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))?.message;
