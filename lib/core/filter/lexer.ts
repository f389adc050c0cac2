import { FilterError } from "./filter-error";

/**
 * A name is `entity.key` or an attribute alone, the key bare or quoted. A quoted token may be a value, or on the left
 * an attribute's name. `end` of the last token is the text's length.
 */
export type Token = { start: number; end: number } & (
  | { kind: "name"; entity: string | null; key: string; bare: boolean }
  | { kind: "quoted"; quote: "'" | '"' | "`"; value: string }
  | { kind: "number"; value: number }
  | { kind: "symbol"; symbol: string }
  | { kind: "end" }
);

const space = /\s*/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
// A dash, slash or colon belongs to a key only between its characters, so that -- and /* start no key.
const word = /[\p{L}_](?:[\p{L}\p{N}\p{M}_.@$#]|[-/:](?=[\p{L}\p{N}_]))*/uy;
const symbol = /<=|>=|!=|<>|==|[<>=(),;]/y;

const matchAt = (pattern: RegExp, text: string, at: number): string | null => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
};

/** The token at or after `at`. Linear: no position is looked at more than twice. Error: FilterError. */
export function nextToken(text: string, at: number): Token {
  const start = at + (matchAt(space, text, at)?.length ?? 0);
  const first = text[start];
  if (first === undefined) return { kind: "end", start, end: start };
  if (first === "'" || first === '"' || first === "`") {
    const { value, end } = readQuoted(text, start, first);
    return { kind: "quoted", quote: first, value, start, end };
  }
  const found = matchAt(word, text, start);
  if (found !== null) return readWord(text, start, found);
  const digits = matchAt(number, text, start);
  if (digits !== null) return readNumber(text, start, digits);
  const sign = matchAt(symbol, text, start);
  if (sign !== null) return { kind: "symbol", symbol: sign, start, end: start + sign.length };
  const end = start + (/\S+/y.exec(text.slice(start))?.[0].length ?? 1);
  throw invalidClause(text, start, end, "This is no name, value or operator of the filter language.");
}

function readWord(text: string, start: number, found: string): Token {
  const end = start + found.length;
  const next = text[end];
  if ((found === "E" || found === "e") && next === "'") return readEscaped(text, start);
  const dot = found.indexOf(".");
  if (found.endsWith(".") && dot === found.length - 1 && (next === "`" || next === '"')) {
    const key = readQuoted(text, end, next);
    return { kind: "name", entity: found.slice(0, -1), key: key.value, bare: false, start, end: key.end };
  }
  const entity = dot === -1 ? null : found.slice(0, dot);
  return { kind: "name", entity, key: found.slice(dot + 1), bare: true, start, end };
}

function readNumber(text: string, start: number, digits: string): Token {
  const end = start + digits.length;
  const rest = matchAt(word, text, end);
  if (rest !== null)
    throw invalidClause(
      text,
      start,
      end + rest.length,
      "Put a space after the number, or quotes around the text.",
    );
  const value = Number(digits);
  if (!Number.isFinite(value))
    throw new FilterError(
      `The number ${digits.slice(0, 40)} is out of range for a double.`,
      text,
      start,
      end,
    );
  return { kind: "number", value: value === 0 ? 0 : value, start, end };
}

/** As MLflow: a doubled or backslashed quote goes on and both characters are kept; there is no escape. */
export function readQuoted(text: string, start: number, quote: string): { value: string; end: number } {
  let backslashed = -1;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\" && text[at + 1] === quote && quote !== "`") backslashed = ++at;
    else if (text[at] === quote && text[at + 1] === quote) at++;
    else if (text[at] === quote) return { value: text.slice(start + 1, at), end: at + 1 };
  }
  // 'C:\' at the very end: nothing else closes it.
  if (backslashed === text.trimEnd().length - 1)
    return { value: text.slice(start + 1, backslashed), end: backslashed + 1 };
  throw invalidClause(text, start, text.length, `The quote ${quote} that opens here is not closed.`);
}

/** E'…' is ours, for text that holds both sorts of quotes: \' and \\ stand for ' and \. */
function readEscaped(text: string, start: number): Token {
  let value = "";
  for (let at = start + 2; at < text.length; at++) {
    if (text[at] === "'") return { kind: "quoted", quote: "'", value, start, end: at + 1 };
    if (text[at] === "\\") at++;
    value += text[at] ?? "";
  }
  throw invalidClause(text, start, text.length, "The quote ' that opens here is not closed.");
}

/** MLflow's words for what it cannot read, then ours on what to do. */
export function invalidClause(text: string, start: number, end: number, advice: string): FilterError {
  const shown = text.slice(start, Math.min(end, start + 80));
  return new FilterError(`Invalid clause(s) in filter string: '${shown}'. ${advice}`, text, start, end);
}
