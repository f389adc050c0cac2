import { SlipwayError } from "@/lib/core/errors";
import { printJson } from "@/lib/core/json/print-json";
import { toSlipwayError } from "@/lib/stores/database/errors";
import { log } from "./log";
import { type Reply, toResponse } from "./node";

/** What the caller is told of an unexpected failure: its request id, and nothing from inside. */
export function toKnown(thrown: unknown, requestId: string): SlipwayError {
  // Reads go to the client of the database itself, and none of them can forget what its failures mean.
  const error = toSlipwayError(thrown);
  if (error instanceof SlipwayError) {
    if (error.code === "unavailable")
      log.warn({ requestId, err: error.cause ?? thrown }, "a store is away or busy");
    return error;
  }
  log.error({ requestId, err: error }, "unexpected failure");
  return new SlipwayError(
    "internal",
    `Something went wrong here. Tell an admin the request id ${requestId}.`,
  );
}

export const problem = (error: SlipwayError, requestId: string): Response =>
  toResponse(problemReply(error, requestId));

/** RFC 9457. */
export function problemReply(error: SlipwayError, requestId: string): Reply {
  const body = {
    type: `urn:slipway:error:${error.code}`,
    title: titles[error.code] ?? "The request was refused",
    status: error.status,
    detail: error.message,
    code: error.code,
    errors: error.errors,
    requestId,
  };
  return {
    status: error.status,
    headers: {
      ...commonHeaders(requestId),
      ...errorHeaders(error),
      "content-type": "application/problem+json",
    },
    body: printJson(body),
  };
}

const titles: Partial<Record<SlipwayError["code"], string>> = {
  malformed: "The request cannot be read",
  invalid: "The request is not valid",
  "took-too-long": "The query took too long",
  unauthenticated: "Not signed in",
  forbidden: "Not allowed",
  "cross-site": "Refused: the request comes from another site",
  "reauthentication-required": "Confirm your password first",
  "not-found": "Not found",
  "already-exists": "It exists already",
  conflict: "It has changed meanwhile",
  stale: "What you saw has changed",
  "approval-required": "This stage is guarded",
  "gates-not-passed": "Not all gates pass",
  "evidence-changed": "What it was judged by has changed",
  "too-large": "Too large",
  "too-many-attempts": "Too many attempts",
  "too-many-at-once": "Too many at once",
  internal: "Unexpected failure",
  unavailable: "Not available just now",
};

export const commonHeaders = (requestId: string) => ({
  "x-request-id": requestId,
  "cache-control": "private, no-store",
  vary: "Cookie, Authorization",
  "x-content-type-options": "nosniff",
});

export const errorHeaders = (error: SlipwayError): Record<string, string> => ({
  ...(error.code === "unauthenticated" ? { "www-authenticate": 'Basic realm="Slipway", Bearer' } : {}),
  ...(error.retryAfterSeconds === undefined ? {} : { "retry-after": String(error.retryAfterSeconds) }),
});
