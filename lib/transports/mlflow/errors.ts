import { z } from "zod";
import type { ErrorCode, SlipwayError } from "@/lib/core/errors";
import { printJson } from "@/lib/core/json/print-json";
import type { Reply } from "@/lib/transports/http/node";
import { commonHeaders, errorHeaders } from "@/lib/transports/http/problem";
import { ownOrigins } from "@/lib/transports/session/same-origin";
import { type Endpoint, snake } from "./endpoint";
import { wrongValue } from "./wording";

// Status and error_code as MLflow's clients know them; RESOURCE_ALREADY_EXISTS is 400 there.
const codes: Record<ErrorCode, [status: number, code: string]> = {
  malformed: [400, "BAD_REQUEST"],
  invalid: [400, "INVALID_PARAMETER_VALUE"],
  "took-too-long": [400, "INVALID_PARAMETER_VALUE"],
  unauthenticated: [401, "UNAUTHENTICATED"],
  forbidden: [403, "PERMISSION_DENIED"],
  "cross-site": [403, "PERMISSION_DENIED"],
  "reauthentication-required": [403, "PERMISSION_DENIED"],
  "not-found": [404, "RESOURCE_DOES_NOT_EXIST"],
  "method-not-allowed": [405, "ENDPOINT_NOT_FOUND"],
  stalled: [400, "BAD_REQUEST"],
  "already-exists": [400, "RESOURCE_ALREADY_EXISTS"],
  conflict: [409, "RESOURCE_CONFLICT"],
  stale: [409, "RESOURCE_CONFLICT"],
  "approval-required": [403, "PERMISSION_DENIED"],
  "gates-not-passed": [403, "PERMISSION_DENIED"],
  "evidence-changed": [409, "RESOURCE_CONFLICT"],
  "too-large": [413, "INVALID_PARAMETER_VALUE"],
  "unsupported-media-type": [400, "BAD_REQUEST"],
  "too-many-attempts": [429, "REQUEST_LIMIT_EXCEEDED"],
  "too-many-at-once": [429, "REQUEST_LIMIT_EXCEEDED"],
  "client-left": [499, "CANCELLED"],
  internal: [500, "INTERNAL_ERROR"],
  unavailable: [503, "TEMPORARILY_UNAVAILABLE"],
};

/** A failure as MLflow's clients read it: `{ error_code, message }`. */
export function mlflowError(
  error: SlipwayError,
  requestId: string,
  asked: { input?: unknown; endpoint?: Endpoint | undefined } = {},
): Reply {
  const [status, error_code] = codes[error.code];
  const said = error.cause instanceof z.ZodError ? wireMessage(error.cause, asked) : error.message;
  // Whoever reads this sits in a notebook: the page's whole address can be clicked there.
  const message = error.page === undefined ? said : `${said} See ${ownOrigins()[0]}${error.page}`;
  return {
    status,
    headers: { ...commonHeaders(requestId), ...errorHeaders(error), "content-type": "application/json" },
    body: printJson({ error_code, message }),
  };
}

/** The pinned texts: a missing parameter is named, a wrong one is shown with its value; our advice comes last. */
function wireMessage(
  error: z.ZodError,
  { input, endpoint }: { input?: unknown; endpoint?: Endpoint | undefined },
): string {
  const [issue] = error.issues;
  if (!issue) return "Invalid request.";
  const path = endpoint?.toWirePath(issue.path) ?? issue.path;
  const name = path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${snake(String(part))}`,
    )
    .join("");
  // About the request as a whole: which values it is about stands in the words.
  if (name === "") return issue.message;
  const value = at(input, issue.path);
  // An empty text is no value on this wire, where the parameter itself is asked for.
  if (value === undefined || value === null || (value === "" && path.length === 1))
    return `Missing value for required parameter '${name}'. See the API docs for more information about request parameters.`;
  return wrongValue({ name, value, shown: shownValue(value), issue });
}

function shownValue(value: unknown): string {
  const shown = printJson(excerpt(value)) ?? "null";
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  );
}

// The beginning says enough of what may have millions of entries.
const excerpt = (value: unknown): unknown =>
  Array.isArray(value) ? value.slice(0, 3) : typeof value === "string" ? value.slice(0, 300) : value;
