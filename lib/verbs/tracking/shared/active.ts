import { invalid } from "@/lib/core/errors";

/** Refuses writes into what is deleted. */
export function requireActive(kind: "experiment" | "run", id: string, lifecycleStage: string): void {
  if (lifecycleStage !== "active")
    throw invalid(`The ${kind} ${id} must be in the 'active' state. Current state is ${lifecycleStage}.`);
}
