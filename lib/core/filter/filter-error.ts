/** What is wrong with a filter or an order, and where: [start, end) counts characters of the text, `word` stands there. */
export class FilterError extends Error {
  readonly start: number;
  readonly end: number;
  readonly word: string;

  constructor(message: string, text: string, start: number, end: number) {
    super(message);
    this.name = "FilterError";
    this.start = start;
    this.end = end;
    this.word = text.slice(start, end);
  }
}
