import { type Entity, numberOps, textOps } from "./ast";
import { wordOf } from "./cursor";
import { FilterError } from "./filter-error";
import { nextToken, type Token } from "./lexer";
import { printKey, printText } from "./print-filter";
import { namesOf, prefixOf, type Target } from "./targets";

export type Vocabulary = {
  metrics?: readonly string[];
  params?: readonly string[];
  tags?: readonly string[];
};
/** Put `insert` in the place of [start, end) of the text. */
export type Suggestion = {
  label: string;
  insert: string;
  start: number;
  end: number;
  kind: "name" | "operator" | "value" | "joiner";
};
type AnyTarget = Target<Entity, string, string, string>;

export const maxSuggestions = 30;

/** What may be written at the cursor, best first. Never throws: a filter that is being written is rarely whole. */
export function complete(target: AnyTarget, text: string, cursor: number, words: Vocabulary): Suggestion[] {
  const at = Math.max(0, Math.min(cursor, text.length));
  const { before, start, end } = split(text, at);
  const typed = text.slice(start, at);
  const { expects, name } = expectation(before);
  const kind = kindOf(expects);
  const candidates = candidatesFor(target, expects, name, words);
  return rank(candidates, typed)
    .slice(0, maxSuggestions)
    .map((insert) => ({ label: insert, insert, start, end, kind }));
}

function kindOf(expects: Expects): Suggestion["kind"] {
  if (expects === "name" || expects === "joiner") return expects;
  return expects === "value" || expects === "list" ? "value" : "operator";
}

/** The tokens before the one that is being written, and where that one stands. */
function split(text: string, cursor: number): { before: Token[]; start: number; end: number } {
  const before: Token[] = [];
  let at = 0;
  for (;;) {
    const token = tokenAt(text, at);
    if (token === null) {
      // From here on nothing can be read (an open quote): all of it up to the cursor is being written.
      const start = at + (/^\s*/.exec(text.slice(at, cursor))?.[0].length ?? 0);
      return { before, start, end: Math.max(cursor, start) };
    }
    if (token.kind === "end" || token.start >= cursor) return { before, start: cursor, end: cursor };
    const touches = token.end >= cursor && token.kind !== "symbol";
    if (touches || (token.kind === "symbol" && token.end > cursor))
      return { before, start: token.start, end: token.end };
    before.push(token);
    at = token.end;
  }
}

function tokenAt(text: string, at: number): Token | null {
  try {
    return nextToken(text, at);
  } catch (error) {
    if (error instanceof FilterError) return null;
    throw error;
  }
}

type Expects = "name" | "operator" | "not" | "value" | "list" | "in" | "null" | "not null" | "joiner";
type Name = { entity: string | null; key: string };

/** What the grammar wants next; wrong turns on the way are passed over. */
function expectation(before: readonly Token[]): { expects: Expects; name: Name | null } {
  let expects: Expects = "name";
  let name: Name | null = null;
  for (const token of before) {
    const word = wordOf(token);
    if (expects === "name") {
      if (word === "AND" || word === "OR" || word === "NOT" || token.kind === "symbol") continue;
      name =
        token.kind === "name" ? token : token.kind === "quoted" ? { entity: null, key: token.value } : null;
      expects = "operator";
    } else if (expects === "operator" || expects === "not") {
      expects = word === "NOT" ? "not" : word === "IN" ? "in" : word === "IS" ? "null" : "value";
    } else if (expects === "null" || expects === "not null") {
      expects = word === "NOT" ? "not null" : "joiner";
    } else if (expects === "in") expects = "list";
    else if (expects === "list") {
      if (token.kind === "symbol" && token.symbol === ")") expects = "joiner";
    } else if (expects === "value") expects = "joiner";
    else if (word === "AND" || word === "OR") expects = "name";
  }
  return { expects, name };
}

function candidatesFor(target: AnyTarget, expects: Expects, name: Name | null, words: Vocabulary): string[] {
  const entity = name?.entity ? target.prefixes.get(name.entity) : "attribute";
  switch (expects) {
    case "name":
      return names(target, words);
    case "operator":
      return operators(target, entity, name?.key ?? "");
    case "value":
    case "list": {
      const attribute = target.texts.get(name?.key ?? "");
      return entity === "attribute" && attribute ? (target.values.get(attribute) ?? []).map(printText) : [];
    }
    case "not":
      return ["IN"];
    case "in":
      return ["("];
    case "null":
      return ["NULL", "NOT NULL"];
    case "not null":
      return ["NULL"];
    case "joiner":
      return ["AND", "OR"];
  }
}

function names(target: AnyTarget, words: Vocabulary): string[] {
  const keyed = (entity: Entity, keys: readonly string[] | undefined) =>
    target.prefixes.has(prefixOf(entity))
      ? (keys ?? []).filter(isWritable).map((key) => `${prefixOf(entity)}.${printKey(key)}`)
      : [];
  return [
    ...keyed("metric", words.metrics),
    ...keyed("param", words.params),
    ...namesOf(target.texts),
    ...namesOf(target.numbers),
    ...keyed("tag", words.tags),
    ...keyed("dataset", ["name", "digest", "context"]),
  ];
}

const isWritable = (key: string) =>
  key !== "" && !(key.includes("`") && (key.includes('"') || key.endsWith("\\")));

function operators(target: AnyTarget, entity: Entity | undefined, key: string): string[] {
  const numeric = entity === "metric" || (entity === "attribute" && target.numbers.has(key));
  const nullable = entity === "dataset" ? [] : ["IS NULL", "IS NOT NULL"];
  if (numeric) return [...numberOps, ...nullable];
  const ordered = entity === "param" ? numberOps.filter((op) => !textOps.some((text) => text === op)) : [];
  return [...textOps, "IN", "NOT IN", ...ordered, ...nullable];
}

/** Those that start with what was typed, then those whose key does, then those that hold it. */
function rank(candidates: readonly string[], typed: string): string[] {
  const plain = (text: string) => text.toLowerCase().replace(/[`"']/g, "");
  const wanted = plain(typed);
  const score = (candidate: string): number => {
    const given = plain(candidate);
    if (given.startsWith(wanted)) return 0;
    return given.slice(given.indexOf(".") + 1).startsWith(wanted) ? 1 : given.includes(wanted) ? 2 : 3;
  };
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .filter((item) => item.score < 3)
    .sort((a, b) => a.score - b.score)
    .map(({ candidate }) => candidate);
}
