import type { Target } from "./journal/target";
import { refusalOf } from "./telemetry/refusal";
import type { Telemetry } from "./telemetry/telemetry";

/** The targets' names, each a telemetry table, and its columns in the order of a body's arrays. */
const columns = {
  metric_point: ["run", "key", "step", "timestamp", "value"],
} as const;

export const targetNames: readonly string[] = Object.keys(columns);

/** Every target that this version of Slipway knows. */
export const targetsOf = (telemetry: Telemetry): Target[] =>
  Object.entries(columns).map(([name, names]) => ({
    name,
    async insert(body) {
      try {
        await telemetry.insert(name, names, body);
        return null;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === null) throw error;
        return refusal;
      }
    },
  }));
