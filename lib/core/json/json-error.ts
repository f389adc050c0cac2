/** What is wrong with a JSON text, and where: `offset` counts characters from 0, line and column from 1. */
export class JsonError extends Error {
  readonly offset: number;
  readonly line: number;
  readonly column: number;

  constructor(what: string, text: string, offset: number) {
    const before = text.slice(0, offset);
    const line = before.split("\n").length;
    const column = offset - before.lastIndexOf("\n");
    super(`${what} (line ${line}, column ${column})`);
    this.name = "JsonError";
    this.offset = offset;
    this.line = line;
    this.column = column;
  }
}

/** How deep lists and objects may nest, how many keys a text may have; a list may have ten times as many items. */
export type JsonLimits = { depth: number; keys: number };
