import { expect, it } from "vitest";
import { parseFilter } from "./parse-filter";
import { runTarget, wireRunTarget } from "./targets";

it("on the wire only params and tags can be missing, as MLflow has it", () => {
  for (const filter of ["tags.a IS NULL", "params.a IS NOT NULL"])
    expect(() => parseFilter(wireRunTarget, filter)).not.toThrow();
  for (const [filter, of] of [
    ["metrics.a IS NULL", "'metric' 'a'"],
    ["attributes.run_name IS NOT NULL", "'attribute' 'run_name'"],
  ] as const) {
    expect(() => parseFilter(wireRunTarget, filter)).toThrow(
      `IS NULL / IS NOT NULL is only supported for tags and params, not for ${of}`,
    );
    expect(() => parseFilter(runTarget, filter)).not.toThrow();
  }
});
