import { bodyBytes } from "@/lib/core/body-bytes";
import { SlipwayError } from "@/lib/core/errors";
import { printAnswer } from "@/lib/core/json/print-json";
import { admit, perform, type Verb } from "@/lib/verbs/kernel";
import { readJson } from "./body";
import { handle } from "./handle";
import { holding, type Take } from "./held-bytes";
import { commonHeaders, problem } from "./problem";
import { fromQuery } from "./query";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Binding = Verb | { verb: Verb; status: number };
type Params = { params: Promise<Record<string, string | string[]>> };
type Handler = (request: Request, route: Params) => Promise<Response>;

/** Binds verbs to a route: path, query and body make the input; the answer is JSON, a failure problem+json. */
export function serve<M extends Method>(bindings: Record<M, Binding>): Record<M, Handler>;
export function serve(bindings: Partial<Record<Method, Binding>>): Partial<Record<Method, Handler>> {
  const handlers: Partial<Record<Method, Handler>> = {};
  for (const method of methods) {
    const binding = bindings[method];
    if (binding) handlers[method] = handler("act" in binding ? { verb: binding, status: 200 } : binding);
  }
  return handlers;
}
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

function handler({ verb, status }: { verb: Verb; status: number }): Handler {
  return (request, { params }) =>
    handle(request, { name: verb.name, refuse: problem }, async (context) => {
      const address = joined((await params) ?? {});
      await admit(verb, context, address);
      const output = await holding(context, verb.body, async (take) => {
        const input = {
          ...fromQuery(verb.input, new URL(request.url).searchParams),
          ...(await bodyOf(request, verb, take)),
          ...address,
        };
        return perform(verb, { ...context, input });
      });
      return new Response(printAnswer(output), {
        status,
        headers: { ...commonHeaders(context.requestId), "content-type": "application/json" },
      });
    });
}

async function bodyOf(request: Request, verb: Verb, take: Take) {
  if (request.method === "GET" || request.method === "HEAD" || !request.body) return {};
  if (/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    return readJson(request, { maxBytes: bodyBytes[verb.body], python: false, take });
  // Next gives every request a body: one that holds nothing needs no type.
  for await (const part of request.body)
    if (part.length > 0)
      throw new SlipwayError("unsupported-media-type", "Send the body as Content-Type: application/json.");
  return {};
}

// Next hands path segments decoded: once more would be once too often.
const joined = (params: Record<string, string | string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, [value].flat().join("/")]));
