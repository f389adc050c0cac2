import { JsonError } from "./json-error";
import { stringEnd } from "./json-strings";

const needsReading = /[\\\u0000-\u001f]/;
const whitespace = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const words: [string, unknown, python: boolean][] = [
  ["true", true, false],
  ["false", false, false],
  ["null", null, false],
  ["NaN", Number.NaN, true],
  ["Infinity", Infinity, true],
  ["-Infinity", -Infinity, true],
];

const hints: Record<string, string> = {
  "/": "JSON has no comments",
  "#": "JSON has no comments",
  "'": "JSON's quotes are double",
  "]": "a value is missing here; JSON has no trailing comma",
  "}": "a value is missing here; JSON has no trailing comma",
  "\uFEFF": "a byte order mark stands here; send UTF-8 without one",
};

/** Recursive descent over one text that scanJson has kept within limits: no position is visited twice. */
export class JsonReader {
  #at = 0;
  constructor(
    readonly text: string,
    readonly python: boolean,
  ) {}

  read(): unknown {
    this.#space();
    if (this.#at === this.text.length) this.#fail("the text is empty");
    const value = this.#value();
    this.#space();
    if (this.#at < this.text.length) this.#fail("there is more after the end of the value");
    return value;
  }

  #value(): unknown {
    const next = this.text[this.#at];
    if (next === "{") return this.#object();
    if (next === "[") return this.#list();
    if (next === '"') return this.#string();
    return this.#number() ?? this.#word();
  }

  #object(): unknown {
    const value: Record<string, unknown> = {};
    this.#at++;
    this.#space();
    if (this.#take("}")) return value;
    for (;;) {
      const start = this.#at;
      if (this.text[start] !== '"') this.#fail(keyHint(this.text[start]));
      const key = this.#string();
      if (Object.hasOwn(value, key))
        this.#fail(`the key ${JSON.stringify(key.slice(0, 60))} stands twice`, start);
      this.#space();
      if (!this.#take(":")) this.#fail("a colon is missing here");
      this.#space();
      const inner = this.#value();
      // As an own property, even where the name is __proto__.
      if (key === "__proto__")
        Object.defineProperty(value, key, {
          value: inner,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else value[key] = inner;
      this.#space();
      if (this.#take("}")) return value;
      if (!this.#take(",")) this.#fail("a comma or a closing brace is missing here");
      this.#space();
    }
  }

  #list(): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    this.#space();
    if (this.#take("]")) return items;
    for (;;) {
      items.push(this.#value());
      this.#space();
      if (this.#take("]")) return items;
      if (!this.#take(",")) this.#fail("a comma or a closing bracket is missing here");
      this.#space();
    }
  }

  #string(): string {
    const start = this.#at;
    const end = stringEnd(this.text, start);
    if (end === -1) this.#fail("a text is not closed");
    const inner = this.text.slice(start + 1, end);
    this.#at = end + 1;
    return needsReading.test(inner) ? this.#escaped(start) : inner;
  }

  #escaped(start: number): string {
    try {
      const value: unknown = JSON.parse(this.text.slice(start, this.#at));
      return String(value);
    } catch {
      return this.#fail("a text holds a control character or a wrong escape", start);
    }
  }

  #number(): number | bigint | undefined {
    const start = this.#at;
    const found = this.#match(number);
    if (!found) return undefined;
    const [digits, fraction, exponent] = found;
    const value = Number(digits);
    if (fraction === undefined && exponent === undefined && !Number.isSafeInteger(value)) {
      if (digits.length > 40) this.#fail("a whole number has too many digits", start);
      return BigInt(digits);
    }
    if (!Number.isFinite(value))
      this.#fail(`the number ${digits.slice(0, 40)} is out of range for a double`, start);
    return value;
  }

  #word(): unknown {
    for (const [word, value, python] of words) {
      if (!this.text.startsWith(word, this.#at)) continue;
      if (python && !this.python) this.#fail(`${word} is not JSON: send it as the text "${word}"`);
      this.#at += word.length;
      return value;
    }
    return this.#fail(hints[this.text[this.#at] ?? ""] ?? "a value is missing here");
  }

  #space(): void {
    const code = this.text.charCodeAt(this.#at);
    if (code === 32 || code === 9 || code === 10 || code === 13) this.#match(whitespace);
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #fail(message: string, at = this.#at): never {
    throw new JsonError(message, this.text, at);
  }
}

const keyHint = (sign: string | undefined) =>
  sign === "}"
    ? "a key is missing here; JSON has no trailing comma"
    : "a key in double quotes is missing here";
