import { bodyBytes } from "@/lib/core/body-bytes";
import { SlipwayError } from "@/lib/core/errors";
import { printJson } from "@/lib/core/json/print-json";
import { readJson } from "@/lib/transports/http/body";
import type { Lane } from "@/lib/transports/http/front-door";
import { handle } from "@/lib/transports/http/handle";
import { holding, type Take } from "@/lib/transports/http/held-bytes";
import type { Incoming, Reply } from "@/lib/transports/http/node";
import { commonHeaders } from "@/lib/transports/http/problem";
import { admit, perform, type Verb } from "@/lib/verbs/kernel";
import type { Endpoint, Wire } from "./endpoint";
import { mlflowError } from "./errors";
import { endpoints } from "./table";

// Below any of the prefixes that clients and scripts use; artifacts are streams, and have routes of their own.
const wirePath = /^\/(?:ajax-)?api\/[23]\.0\/mlflow\/(?!upload-artifact$|.*\/artifacts\/files$)(.+)$/;

/** Every MLflow endpoint under each prefix: one table, so that no twin can miss a check. */
export const mlflowLane: Lane = {
  takes: (_, path) => wirePath.test(path),
  serve: serveMlflow,
};

export async function serveMlflow(request: Incoming): Promise<Reply> {
  const { pathname, searchParams } = new URL(request.url);
  const { method } = request;
  const path = wirePath.exec(pathname)?.[1] ?? "";
  // The front door has turned away what cannot be decoded.
  const found = find(method === "HEAD" ? "GET" : method, path.split("/").map(decodeURIComponent));
  if (found instanceof SlipwayError)
    return handle(request, { name: "mlflow", refuse: mlflowError }, () => Promise.reject(found));
  const { endpoint, captured } = found;
  let input: unknown;
  const refuse = (error: SlipwayError, requestId: string) =>
    mlflowError(error, requestId, { input, endpoint });
  const { verb } = endpoint;
  return handle(request, { name: verb.name, refuse }, async (context) => {
    await admit(verb, context, captured);
    const output = await holding(context, verb.body, async (take) => {
      const fields =
        endpoint.method === "GET"
          ? fromQuery(searchParams, endpoint.lists)
          : await fromBody(request, verb, take);
      input = endpoint.toInput({ ...withRunUuid(fields), ...captured });
      return perform(verb, { ...context, input });
    });
    return {
      status: 200,
      headers: { ...commonHeaders(context.requestId), "content-type": "application/json" },
      body: printJson(endpoint.toWire(output)),
    };
  });
}

const table = endpoints.map((endpoint) => ({ endpoint, parts: endpoint.path.split("/") }));
const exact = new Map(
  endpoints
    .filter(({ path }) => !path.includes(":"))
    .map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]),
);

function find(method: string, segments: string[]): { endpoint: Endpoint; captured: Wire } | SlipwayError {
  const direct = exact.get(`${method} ${segments.join("/")}`);
  if (direct) return { endpoint: direct, captured: {} };
  for (const { endpoint, parts } of table) {
    if (endpoint.method !== method || parts.length !== segments.length) continue;
    if (parts.every((part, index) => part.startsWith(":") || part === segments[index]))
      return { endpoint, captured: capture(parts, segments) };
  }
  const known = table.some(({ parts }) => parts.join("/") === segments.join("/"));
  if (known)
    return new SlipwayError(
      "method-not-allowed",
      `${method} is not allowed at ${segments.join("/").slice(0, 200)}.`,
    );
  return new SlipwayError(
    "not-found",
    `Slipway has no endpoint ${segments.join("/").slice(0, 200)}. Traces, prompts, webhooks and the gateway are not supported.`,
  );
}

const capture = (parts: string[], segments: string[]): Wire =>
  Object.fromEntries(
    parts.flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), segments[index] ?? ""]] : [])),
  );

/** Repeated keys are lists here, never commas; elsewhere the last one counts. */
function fromQuery(params: URLSearchParams, lists: ReadonlySet<string>): Wire {
  return Object.fromEntries(
    [...new Set(params.keys())].map((key) => [
      key,
      lists.has(key) ? params.getAll(key) : params.getAll(key).at(-1),
    ]),
  );
}

async function fromBody(request: Incoming, verb: Verb, take: Take): Promise<Wire> {
  // A browser form cannot send this content type, so another site cannot either.
  if (
    (request.method === "POST" || request.method === "PUT") &&
    !/^application\/json\b/i.test(request.headers.get("content-type") ?? "")
  )
    throw new SlipwayError("malformed", "Bad Request. Content-Type must be application/json.");
  return readJson(request, { maxBytes: bodyBytes[verb.body], python: true, take });
}

// Old clients say run_uuid, newer ones both: run_id wins.
const withRunUuid = (fields: Wire): Wire =>
  fields.run_id === undefined && fields.run_uuid !== undefined
    ? { ...fields, run_id: fields.run_uuid }
    : fields;
