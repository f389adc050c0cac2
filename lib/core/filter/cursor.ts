import { FilterError } from "./filter-error";
import { invalidClause, nextToken, type Token } from "./lexer";

/** Walks the tokens of one text, one ahead. */
export class Cursor {
  readonly text: string;
  #token: Token;
  #lastEnd = 0;

  constructor(text: string) {
    this.text = text;
    this.#token = nextToken(text, 0);
  }

  get token(): Token {
    return this.#token;
  }
  atEnd(): boolean {
    return this.#token.kind === "end";
  }
  /** Where the token before this one ended. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  next(): Token {
    const token = this.#token;
    this.#lastEnd = token.end;
    this.#token = nextToken(this.text, token.end);
    return token;
  }

  isSymbol(symbol: string): boolean {
    return this.#token.kind === "symbol" && this.#token.symbol === symbol;
  }
  isWord(word: string): boolean {
    return wordOf(this.#token) === word;
  }

  /** Goes past the word, in any case, if it stands here. */
  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.next();
    return true;
  }
  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.next();
    return true;
  }

  /** What stands there, as it was written; at the end, nothing. */
  shown(token: Token = this.#token): string {
    return this.text.slice(token.start, Math.min(token.end, token.start + 80));
  }
  error(message: string, { start, end }: { start: number; end: number } = this.#token): FilterError {
    return new FilterError(message, this.text, start, end);
  }
  invalidClause(advice: string, { start, end }: { start: number; end: number } = this.#token): FilterError {
    return invalidClause(this.text, start, end, advice);
  }
}

/** A bare word in capitals: AND, LIKE … */
export const wordOf = (token: Token): string | null =>
  token.kind === "name" && token.bare && token.entity === null ? token.key.toUpperCase() : null;
