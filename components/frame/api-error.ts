export type FieldProblem = { pointer: string; message: string; start?: number; end?: number };

/** What our API answered instead of what was asked for (RFC 9457). `status` 0: no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldProblem[];
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail?: string | undefined;
    errors?: FieldProblem[] | undefined;
    requestId?: string | undefined;
    retryAfterSeconds?: number | undefined;
  }) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail ?? "";
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }

  /** Asking again as it stands would be answered the same way. */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

/** A sentence for people, from anything that was thrown. */
export function explain(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "Something went wrong.";
}

/** The same, with how long to wait where the answer says so. The server's own sentence often says it: it is said once. */
export function explainWait(error: unknown): string {
  const words = explain(error);
  const wait = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return wait === undefined || /try again/i.test(words) ? words : `${words} Try again in ${wait} s.`;
}

/** The message for one field of a form, by its JSON pointer (`/name`). */
export function fieldMessage(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.errors.find((problem) => problem.pointer === pointer)?.message;
}
