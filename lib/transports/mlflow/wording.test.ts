import { expect, it } from "vitest";
import { z } from "zod";
import { experimentId, int64, text, whole } from "@/lib/core/fields";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { wrongValue } from "./wording";

const words = (name: string, schema: z.ZodType, value: unknown) => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (!issue) throw new Error("the value is right");
  return wrongValue({ name, value, shown: JSON.stringify(value), issue });
};

// What MLflow 3.17 answers to the same request, taken from its server.
it.each([
  [
    "name",
    z.string(),
    12,
    `Invalid value 12 for parameter 'name' supplied: Hint: Value was of type 'int'. See the API docs`,
  ],
  ["step", int64, "x", `Invalid value "x" for parameter 'step' supplied: Hint: Value was of type 'str'.`],
  ["order_by", z.array(z.string()), { a: 1 }, "Hint: Value was of type 'dict'."],
  [
    "max_results",
    whole(1, 50),
    0,
    "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer",
  ],
  [
    "max_results",
    whole(1, 50),
    "51",
    `Invalid value "51" for parameter 'max_results' supplied. It must be at most 50`,
  ],
  ["max_results", whole(1, 50), "x", "Hint: Value was of type 'str'."],
  ["tags[0].key", text(3), "abcd", "'key' exceeds the maximum length of 3 characters"],
  ["version", versionNumber, "foo", "Parameter 'version' must be an integer, got 'foo'."],
  [
    "experiment_ids[1]",
    experimentId,
    "abc",
    "Invalid experiment ID 'abc'. Experiment ID must be a valid integer.",
  ],
])("%s", (name, schema, value, expected) => {
  expect(words(name, schema, value)).toContain(expected);
});
