import { ApiError, type FieldProblem } from "@/components/frame/api-error";
import { askForPassword } from "@/components/frame/reauthentication-store";

export type ApiInit = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

/**
 * Asks our own API from the browser: JSON in, JSON out (`null` for an empty answer). Throws `ApiError` for anything else.
 * No session: goes to the sign-in page. A session too old for the act: asks for the password in place and sends again.
 * `T` is what the verb's output schema says; the server has checked it.
 */
export async function api<T>(path: string, init: ApiInit = {}): Promise<T> {
  try {
    return await once<T>(path, init);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) goToSignIn();
    if (error.code !== "reauthentication-required" || !(await askForPassword())) throw error;
    return once<T>(path, init);
  }
}

async function once<T>(path: string, { method, body, signal, headers }: ApiInit): Promise<T> {
  const response = await send(path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      accept: "application/json",
      ...(body === undefined && (method ?? "GET") === "GET" ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return JSON.parse(text === "" ? "null" : text);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({
      status: 0,
      code: "unreachable",
      title: "Slipway does not answer.",
      detail: "Slipway does not answer. Check the connection; what you typed is still here.",
    });
  }
}

/** Reads problem+json; an answer of any other kind (a proxy's page) still becomes an error with a sentence. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  const title = text(problem.title) ?? `Slipway answered ${response.status}.`;
  return new ApiError({
    status: response.status,
    code: text(problem.code) ?? "unknown",
    title,
    detail: text(problem.detail),
    errors: Array.isArray(problem.errors) ? problem.errors.filter(isFieldProblem) : [],
    requestId: text(problem.requestId) ?? response.headers.get("x-request-id") ?? undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  if (!here.startsWith("/sign-in")) window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && typeof value.pointer === "string" && typeof value.message === "string";
