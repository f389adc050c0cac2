import type { z } from "zod";

/** How MLflow words a value that is wrong: scripts match these texts. Ours, which says what to do, comes after. */

type Wrong = { name: string; value: unknown; shown: string; issue: z.core.$ZodIssue };

const docs = "See the API docs for more information about request parameters.";

/** A parameter's own words, by its name on the wire. */
const byName: Record<string, (value: unknown) => string> = {
  version: (value) => `Parameter 'version' must be an integer, got '${String(value)}'.`,
  experiment_id: (value) =>
    `Invalid experiment ID '${String(value)}'. Experiment ID must be a valid integer.`,
};

export function wrongValue({ name, value, shown, issue }: Wrong): string {
  const last = /([a-z_]+)(?:\[\d+\])?$/.exec(name)?.[1] ?? name;
  const own = byName[last === "experiment_ids" ? "experiment_id" : last];
  if (own && typeof value === "string" && value.length <= 200) return `${own(value)} ${sentence(issue)}`;
  const wrong = `Invalid value ${shown} for parameter '${name}' supplied`;
  const bounds = /whole number from (\d+) to (\d+)/.exec(issue.message);
  if (bounds && isNumeric(value)) {
    const [, from, to] = bounds;
    return Number(value) < Number(from)
      ? `${wrong}. It must be a positive integer, from ${from} to ${to}.`
      : `${wrong}. It must be at most ${to}.`;
  }
  if (issue.code === "too_big" && typeof value === "string")
    return `${wrong}: '${last}' exceeds the maximum length of ${issue.maximum} characters`;
  return isOfAnotherType(issue)
    ? `${wrong}: Hint: Value was of type '${pythonType(value)}'. ${docs} ${sentence(issue)}`
    : `${wrong}: ${issue.message}`;
}

const isNumeric = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value));

// The fields of core say "must be …" where a value is of another type than they take.
const isOfAnotherType = ({ code, message }: z.core.$ZodIssue) =>
  code === "invalid_type" || code === "invalid_union" || message.startsWith("must be ");

const sentence = ({ message }: z.core.$ZodIssue) =>
  message.startsWith("must be ") ? `It ${message}.` : message;

function pythonType(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    default:
      return Array.isArray(value) ? "list" : "dict";
  }
}
