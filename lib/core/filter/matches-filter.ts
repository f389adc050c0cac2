import type { AnyClause, AnyFilter, NumberOp, TextOp } from "./ast";
import { matchesLike } from "./like";
import { numericText } from "./numeric-text";

/** A thing to be matched. An attribute of null is missing; a list (aliases) matches when one of its members does. */
export type Subject = {
  metrics?: ReadonlyMap<string, number>;
  params?: ReadonlyMap<string, string>;
  tags?: ReadonlyMap<string, string>;
  attributes?: ReadonlyMap<string, string | number | readonly string[] | null>;
  datasets?: readonly { name: string; digest: string; context: string }[];
};

/** What a filter means. The stores' SQL is tested against this. */
export function matchesFilter(filter: AnyFilter, subject: Subject): boolean {
  switch (filter.kind) {
    case "and":
      return filter.items.every((item) => matchesFilter(item, subject));
    case "or":
      return filter.items.some((item) => matchesFilter(item, subject));
    case "not":
      return !matchesFilter(filter.item, subject);
    default:
      return matchesClause(filter, valuesOf(filter, subject));
  }
}

/** Prompts are models with this tag: clients that do not name it do not see them. */
export const promptTag = "mlflow.prompt.is_prompt";

/**
 * The one place where `!=` also matches what lacks the key: MLflow's client always asks for
 * tag.`mlflow.prompt.is_prompt` != 'true' and expects the models without that tag.
 */
export const matchesMissing = (clause: AnyClause): boolean =>
  clause.kind === "text" && clause.entity === "tag" && clause.key === promptTag && clause.op === "!=";

function valuesOf(clause: AnyClause, subject: Subject): readonly (string | number)[] {
  if (clause.entity === "dataset") return (subject.datasets ?? []).map((dataset) => dataset[clause.key]);
  const value = {
    metric: subject.metrics?.get(clause.key),
    param: subject.params?.get(clause.key),
    tag: subject.tags?.get(clause.key),
    attribute: subject.attributes?.get(clause.key),
  }[clause.entity];
  return value === undefined || value === null ? [] : typeof value === "object" ? value : [value];
}

function matchesClause(clause: AnyClause, values: readonly (string | number)[]): boolean {
  switch (clause.kind) {
    case "null":
      return (values.length === 0) !== clause.negated;
    case "in":
      return values.some((value) => clause.values.includes(String(value)) !== clause.negated);
    case "text":
      if (values.length === 0) return matchesMissing(clause);
      return values.some((value) => compareText(clause.op, String(value), clause.value));
    case "number":
      return values.some((value) => {
        const number = typeof value === "number" ? value : numericText(value);
        return number !== null && compareNumber(clause.op, number, clause.value);
      });
  }
}

function compareText(op: TextOp, given: string, wanted: string): boolean {
  switch (op) {
    case "=":
      return given === wanted;
    case "!=":
      return given !== wanted;
    case "LIKE":
      return matchesLike(wanted, given, false);
    case "ILIKE":
      return matchesLike(wanted, given, true);
  }
}

function compareNumber(op: NumberOp, given: number, wanted: number): boolean {
  switch (op) {
    case "=":
      return given === wanted;
    case "!=":
      return given !== wanted;
    case ">":
      return given > wanted;
    case ">=":
      return given >= wanted;
    case "<":
      return given < wanted;
    case "<=":
      return given <= wanted;
  }
}
