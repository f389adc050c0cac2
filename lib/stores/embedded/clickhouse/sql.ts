/** What the child must know of a statement before the engine sees it. Pure text, no parser: the engine judges. */

/** A string literal of ClickHouse. */
export const quote = (text: string): string => `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;

/** An identifier in backticks. */
export const identifier = (name: string): string => `\`${name.replace(/\\/g, "\\\\").replace(/`/g, "\\`")}\``;

export const settingName = /^[A-Za-z][A-Za-z0-9_]*$/;

export type StatementKind = "read" | "insert" | "session" | "other";

const readWords = new Set(["SELECT", "WITH", "SHOW", "DESC", "DESCRIBE", "EXPLAIN", "EXISTS", "(", "CHECK"]);

/** Which road a statement takes: reads may be killed, inserts have lanes of their own, `SET` and `USE` spoil a lane. */
export function statementKind(sql: string): StatementKind {
  const word = /^(\(|[A-Za-z]+)/.exec(withoutLeadingComments(sql))?.[0].toUpperCase() ?? "";
  if (word === "INSERT") return "insert";
  if (word === "SET" || word === "USE") return "session";
  return readWords.has(word) ? "read" : "other";
}

function withoutLeadingComments(sql: string): string {
  return sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|#[! ][^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
}

export type InsertHead = { table: string; columns: string[] | undefined; format: string; rest: string };

const insertHead =
  /^INSERT\s+INTO\s+(?:TABLE\s+)?([`"\w.]+)\s*(?:\(([^()]*)\)\s*)?FORMAT\s+(\w+)[ \t]*(?:;?[ \t]*\r?\n|;?\s*$)/i;
const plainName = /^\w+(?:\.\w+)*$/;

/** The head of `INSERT INTO t (a, b) FORMAT F`, when its names are plain enough for the engine's bytes-in insert. */
export function parseInsertHead(sql: string): InsertHead | undefined {
  const text = withoutLeadingComments(sql);
  const found = insertHead.exec(text);
  if (!found) return undefined;
  const [head, table = "", columns, format = ""] = found;
  const names = columns?.split(",").map(bare);
  const bareTable = table.split(".").map(bare).join(".");
  if (![bareTable, ...(names ?? [])].every((name) => plainName.test(name))) return undefined;
  return { table: bareTable, columns: names, format, rest: text.slice(head.length) };
}

const bare = (name: string) => name.trim().replace(/^([`"])(.*)\1$/, "$2");

const skippable =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`\\]|\\.|``)*`|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** True when a second statement stands behind a `;` (ClickHouse's HTTP refuses that; the engine would run it). */
export function hasSecondStatement(sql: string): boolean {
  const bareText = sql.replace(skippable, (part) =>
    part.startsWith("--") || part.startsWith("/*") ? " " : "x",
  );
  return /;\s*[^\s;]/.test(bareText);
}

/** Names of `{name:Type}` placeholders. */
export function placeholders(sql: string): string[] {
  const names = sql.replace(skippable, " ").matchAll(/\{\s*([A-Za-z_]\w*)\s*:/g);
  return [...new Set([...names].map((found) => found[1] ?? ""))];
}

/** The statements of a migration file: split at `;` outside of strings and comments. */
export function splitStatements(sql: string): string[] {
  const parts: string[] = [];
  let text = "";
  let from = 0;
  const take = (piece: string) => {
    const pieces = piece.split(";");
    text += pieces[0] ?? "";
    for (const next of pieces.slice(1)) {
      parts.push(text);
      text = next;
    }
  };
  for (const found of sql.matchAll(skippable)) {
    take(sql.slice(from, found.index));
    text += found[0];
    from = found.index + found[0].length;
  }
  take(sql.slice(from));
  parts.push(text);
  return parts.map((part) => part.trim()).filter((part) => withoutLeadingComments(part) !== "");
}
