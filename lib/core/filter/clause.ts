import {
  type AnyClause,
  type Clause,
  type Entity,
  type NumberOp,
  numberOps,
  type TextOp,
  textOps,
} from "./ast";
import { type Cursor, wordOf } from "./cursor";
import type { Token } from "./lexer";
import { isDatasetKey, namesOf, prefixesOf, prefixOf, type Target } from "./targets";

type Span = { start: number; end: number };
/** What stands left of the operator, looked up in the target's lists. */
type Subject<S extends string, N extends string> = Span &
  (
    | { type: "metric" | "param" | "tag"; key: string }
    | { type: "text"; key: S }
    | { type: "number"; key: N }
    | { type: "dataset"; key: NonNullable<ReturnType<typeof isDatasetKey>> }
  );
type AnyTarget<E extends Entity, S extends string, N extends string> = Target<E, S, N, string>;

/** Reads one comparison. Error: FilterError, in MLflow's words where its tests look at them. */
export function readClause<E extends Entity, S extends string, N extends string>(
  cursor: Cursor,
  target: AnyTarget<E, S, N>,
): Clause<E, S, N> {
  const subject = readSubject(cursor, target);
  const clause = readComparison(cursor, subject, target);
  if (admits(target, clause)) return clause;
  throw unknownEntity(cursor, prefixOf(clause.entity), target, subject);
}

// The check that lets a clause of any entity be called one of this target's.
const admits = <E extends Entity, S extends string, N extends string>(
  target: AnyTarget<E, S, N>,
  clause: AnyClause<S, N>,
): clause is Clause<E, S, N> => [...target.prefixes.values()].some((entity) => entity === clause.entity);

/** The name on the left: `metrics.loss`, `status`, `attributes."run name"`. */
function readSubject<S extends string, N extends string>(
  cursor: Cursor,
  target: AnyTarget<Entity, S, N>,
): Subject<S, N> {
  const token = cursor.token;
  const { start, end } = token;
  if (token.kind === "end") throw cursor.invalidClause("A comparison is missing here.");
  if (token.kind === "number" || (token.kind === "quoted" && token.quote === "'"))
    throw cursor.invalidClause(
      "The name stands on the left and the value on the right, like metrics.loss < 0.5.",
    );
  if (token.kind === "symbol") throw cursor.invalidClause("A name is missing here, like metrics.loss.");
  const joiner = wordOf(token);
  if (joiner === "AND" || joiner === "OR")
    throw cursor.invalidClause(`A comparison is missing before ${joiner}.`);
  cursor.next();
  const { entity: prefix, key } =
    token.kind === "quoted" ? { entity: null, key: token.value } : { entity: token.entity, key: token.key };
  const entity = prefix === null ? "attribute" : target.prefixes.get(prefix);
  if (entity === undefined) throw unknownEntity(cursor, prefix ?? "", target, token);
  if (key === "") throw cursor.invalidClause("The key is empty.", token);
  if (entity === "dataset") {
    const known = isDatasetKey(key);
    if (known) return { type: "dataset", key: known, start, end };
    throw cursor.error(
      `Invalid dataset key '${key}' specified. Valid keys are name, digest, context.`,
      token,
    );
  }
  if (entity !== "attribute") return { type: entity, key, start, end };
  const text = target.texts.get(key);
  if (text !== undefined) return { type: "text", key: text, start, end };
  const number = target.numbers.get(key);
  if (number !== undefined) return { type: "number", key: number, start, end };
  // A word that nothing is compared with is no clause, whatever it means.
  if (endsClause(cursor)) throw cursor.invalidClause(missingOperator, token);
  throw unknownAttribute(cursor, key, prefix, target, token);
}

function readComparison<S extends string, N extends string>(
  cursor: Cursor,
  subject: Subject<S, N>,
  { nullable }: Pick<AnyTarget<Entity, S, N>, "nullable">,
): AnyClause<S, N> {
  if (cursor.takeWord("IS")) return readNull(cursor, subject, nullable);
  const operator = cursor.token;
  const negated = cursor.takeWord("NOT");
  if (cursor.takeWord("IN")) return readIn(cursor, subject, negated, operator);
  if (negated)
    throw cursor.invalidClause("Write NOT before the whole comparison, or NOT IN.", {
      start: operator.start,
      end: cursor.token.end,
    });
  const op = readOperator(cursor, subject);
  const value = cursor.token;
  if (value.kind === "end" || (value.kind === "name" && (wordOf(value) === "AND" || wordOf(value) === "OR")))
    throw cursor.invalidClause("The value is missing.", { start: subject.start, end: operator.end });
  const wanted = takesNumber(subject, op, value);
  return wanted ? numberClause(cursor, subject, op, operator) : textClause(cursor, subject, op, operator);
}

// A param compares as a number when the value is one, as text when it is quoted.
const takesNumber = (subject: { type: string }, op: string, value: Token): boolean =>
  subject.type === "metric" ||
  subject.type === "number" ||
  (subject.type === "param" && isNumberOp(op) && (value.kind === "number" || !isTextOp(op)));

const missingOperator = "An operator and a value are missing, like = 'x' or > 1.";
const endsClause = ({ token }: Cursor) =>
  token.kind === "end" || wordOf(token) === "AND" || wordOf(token) === "OR";

function readOperator(cursor: Cursor, subject: Span): string {
  const token = cursor.token;
  if (token.kind === "symbol" && /[<>=]/.test(token.symbol)) {
    cursor.next();
    return token.symbol;
  }
  const word = wordOf(token);
  if (word === "BETWEEN") throw cursor.invalidClause("Write two comparisons joined by AND.");
  if (word === null || endsClause(cursor)) throw cursor.invalidClause(missingOperator, subject);
  cursor.next();
  return word;
}

function numberClause<S extends string, N extends string>(
  cursor: Cursor,
  subject: Subject<S, N>,
  op: string,
  at: Span,
): AnyClause<S, N> {
  if (!isNumberOp(op)) throw unknownOperator(cursor, op, numberOps, at);
  const token = cursor.token;
  if (token.kind !== "number") {
    const of = subject.type === "number" ? `numeric attribute: ${subject.key}` : subject.type;
    const advice =
      token.kind === "quoted" ? "Write the number without quotes." : "Write a finite number, like 0.5.";
    throw cursor.error(`Expected numeric value type for ${of}. Found ${cursor.shown()}. ${advice}`);
  }
  cursor.next();
  const { value } = token;
  if (subject.type === "number") return { kind: "number", entity: "attribute", key: subject.key, op, value };
  if (subject.type === "metric" || subject.type === "param")
    return { kind: "number", entity: subject.type, key: subject.key, op, value };
  throw unknownOperator(cursor, op, textOps, at);
}

function textClause<S extends string, N extends string>(
  cursor: Cursor,
  subject: Subject<S, N>,
  op: string,
  at: Span,
): AnyClause<S, N> {
  if (!isTextOp(op)) throw unknownOperator(cursor, op, textOps, at);
  const value = readText(cursor, subject);
  if (subject.type === "text") return { kind: "text", entity: "attribute", key: subject.key, op, value };
  if (subject.type === "dataset") return { kind: "text", entity: "dataset", key: subject.key, op, value };
  if (subject.type === "param" || subject.type === "tag")
    return { kind: "text", entity: subject.type, key: subject.key, op, value };
  throw unknownOperator(cursor, op, numberOps, at);
}

function readText(cursor: Cursor, subject: { type: string }): string {
  const token = cursor.token;
  if (token.kind !== "quoted" || token.quote === "`") {
    const of = subject.type === "text" ? "attributes" : `${subject.type}s`;
    throw cursor.error(
      `Expected a quoted string value for ${of} (e.g. 'my-value'). Got value ${cursor.shown()}`,
    );
  }
  cursor.next();
  return token.value;
}

function readIn<S extends string, N extends string>(
  cursor: Cursor,
  subject: Subject<S, N>,
  negated: boolean,
  at: Span,
): AnyClause<S, N> {
  if (subject.type === "metric" || subject.type === "number")
    throw unknownOperator(cursor, negated ? "NOT IN" : "IN", numberOps, at);
  if (!cursor.takeSymbol("(")) throw cursor.invalidClause("A list is missing after IN, like ('a', 'b').");
  if (cursor.isSymbol(")"))
    throw cursor.error(
      "While parsing a list in the query, expected a non-empty list of string values, but got empty list",
      { start: at.start, end: cursor.token.end },
    );
  const values = [readText(cursor, subject)];
  while (cursor.takeSymbol(",") && !cursor.isSymbol(")")) values.push(readText(cursor, subject));
  if (!cursor.takeSymbol(")"))
    throw cursor.invalidClause("A comma or a closing parenthesis is missing in the list.");
  if (subject.type === "text") return { kind: "in", entity: "attribute", key: subject.key, negated, values };
  if (subject.type === "dataset") return { kind: "in", entity: "dataset", key: subject.key, negated, values };
  return { kind: "in", entity: subject.type, key: subject.key, negated, values };
}

function readNull<S extends string, N extends string>(
  cursor: Cursor,
  subject: Subject<S, N>,
  nullable: ReadonlySet<Entity>,
): AnyClause<S, N> {
  const negated = cursor.takeWord("NOT");
  if (!cursor.takeWord("NULL")) throw cursor.invalidClause("Only NULL or NOT NULL can follow IS.");
  const entity = subject.type === "text" || subject.type === "number" ? "attribute" : subject.type;
  if (!nullable.has(entity) || subject.type === "dataset") {
    const known = [...nullable].map(prefixOf);
    throw cursor.error(
      `IS NULL / IS NOT NULL is only supported for ${known.slice(0, -1).join(", ")} and ${known.at(-1)}, not for '${entity}' '${subject.key}'`,
      subject,
    );
  }
  if (subject.type === "text" || subject.type === "number")
    return { kind: "null", entity: "attribute", key: subject.key, negated };
  return { kind: "null", entity: subject.type, key: subject.key, negated };
}

const isNumberOp = (op: string): op is NumberOp => numberOps.some((known) => known === op);
const isTextOp = (op: string): op is TextOp => textOps.some((known) => known === op);

function unknownOperator(cursor: Cursor, op: string, known: readonly string[], at: Span) {
  const advice = op === "<>" ? " Write !=." : op === "==" ? " Write =." : "";
  return cursor.error(`Invalid comparator '${op}' not one of '${known.join(", ")}'.${advice}`, {
    start: at.start,
    end: at.start + op.length,
  });
}

function unknownEntity(cursor: Cursor, prefix: string, target: AnyTarget<Entity, string, string>, at: Span) {
  return cursor.error(`Invalid entity type '${prefix}'. Valid values are ${prefixesOf(target).join(", ")}.`, {
    start: at.start,
    end: at.end,
  });
}

function unknownAttribute(
  cursor: Cursor,
  key: string,
  prefix: string | null,
  target: AnyTarget<Entity, string, string>,
  at: Span,
) {
  const known = [...namesOf(target.texts), ...namesOf(target.numbers)].join(", ");
  const others = prefixesOf(target).filter((name) => name !== "attributes" && name !== "datasets");
  const advice =
    prefix === null ? ` For anything else write ${others.map((name) => `${name}.${key}`).join(" or ")}.` : "";
  return cursor.error(`Invalid attribute key '${key}' specified. Valid keys are '${known}'.${advice}`, at);
}
