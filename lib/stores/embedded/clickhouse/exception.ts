/** Errors as ClickHouse's HTTP interface words them, with the status that its server gives. */
export class Exception extends Error {
  readonly code: number;

  constructor(code: number, text: string, name: string) {
    super(`Code: ${code}. DB::Exception: ${text} (${name})`);
    this.code = code;
  }
}

const byStatus: [status: number, codes: number[]][] = [
  [401, [194]],
  [403, [192, 193, 291, 497, 516]],
  [400, [6, 26, 27, 36, 38, 41, 42, 43, 44, 53, 62, 69, 70, 72, 117, 130, 131, 167, 168, 306, 386, 456, 457]],
  [404, [46, 47, 50, 56, 60, 73, 81, 115, 141]],
  [408, [159]],
  [413, [307]],
  [501, [48]],
  [503, [76, 202, 209]],
];
const statuses = new Map(byStatus.flatMap(([status, codes]) => codes.map((code) => [code, status])));

/** Code, HTTP status and text of whatever the engine or this child threw. */
export function explain(error: unknown): { code: number; status: number; text: string } {
  const message = error instanceof Error ? error.message : String(error);
  const text = message.startsWith("Code: ")
    ? message
    : `Code: 1001. DB::Exception: ${message} (STD_EXCEPTION)`;
  const code = Number(/^Code: (\d+)/.exec(text)?.[1] ?? 1001);
  return { code, status: statuses.get(code) ?? 500, text: `${text} (version embedded)\n` };
}
