import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { notFound, SlipwayError } from "@/lib/core/errors";
import { safePath } from "@/lib/core/people/safe-path";
import { stores } from "@/lib/stores/open";
import { readBytes } from "@/lib/transports/http/body";
import { newRequestId } from "@/lib/transports/http/call";
import { holding } from "@/lib/transports/http/held-bytes";
import { problem, toKnown } from "@/lib/transports/http/problem";
import { authOptions, type Outcome } from "./auth-options";
import { clientAddress } from "./client-address";
import { cookieNames } from "./cookies";
import { ownOrigins } from "./same-origin";
import { sessionActor } from "./session-actor";

const doors: Record<string, readonly string[]> = {
  GET: ["csrf", "signin", "signout", "error", "callback/oidc"],
  POST: ["callback/credentials", "signin/oidc", "signout"],
};
const defaultProject = { id: "default", slug: "default", name: "Default" };

/** `/api/auth/**`: next-auth's own doors, those that we use. A refusal by us becomes problem+json with its status (429, 503). */
export async function handleAuth(request: Request, segments: string[]): Promise<Response> {
  const requestId = newRequestId();
  try {
    if (!doors[request.method]?.includes(segments.join("/"))) throw notFound("There is nothing here.");
    const { headers } = request;
    const { database } = stores();
    const actor = (await sessionActor(database, headers)) ?? ({ kind: "nobody" } as const);
    const context = {
      actor,
      project: actor.kind === "person" ? actor.project : defaultProject,
      stores: stores(),
      requestId,
      ip: clientAddress(headers),
      userAgent: headers.get("user-agent"),
    };
    const outcome: Outcome = { failure: null, session: null };
    const answer = new Answer();
    await NextAuth(await toNextAuth(request, segments), answer.asResponse(), authOptions(context, outcome));
    if (outcome.failure !== null) throw outcome.failure;
    return answer.finish(requestId);
  } catch (error) {
    return problem(toKnown(error, requestId), requestId);
  }
}

/** next-auth's classic entry reads only these fields; headers are kept from it, so that none can name another origin. */
async function toNextAuth(request: Request, nextauth: string[]): Promise<NextApiRequest> {
  const query = ownCallback(Object.fromEntries(new URL(request.url).searchParams));
  const parts = {
    method: request.method,
    headers: {},
    query: { ...query, nextauth },
    cookies: cookiesOf(request),
    body: await bodyOf(request),
  };
  return parts as unknown as NextApiRequest;
}

const ownCallback = (fields: Record<string, string>): Record<string, string> =>
  fields.callbackUrl === undefined ? fields : { ...fields, callbackUrl: pathOf(fields.callbackUrl) };

// next-auth answers 500 to an address that it cannot read, so it only ever sees paths of ours.
function pathOf(url: string): string {
  const own = ownOrigins().find((origin) => url.startsWith(`${origin}/`));
  return safePath(own === undefined ? url : url.slice(own.length));
}

function cookiesOf(request: Request): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [name = "", ...value] = part.split("=");
    cookies[name.trim()] = decoded(value.join("=").trim());
  }
  const back = cookies[cookieNames().callback];
  if (back !== undefined) cookies[cookieNames().callback] = pathOf(back);
  return cookies;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

async function bodyOf(request: Request): Promise<Record<string, string>> {
  if (request.method !== "POST") return {};
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(x-www-form-urlencoded|json)\b/i.test(type))
    throw new SlipwayError("unsupported-media-type", "Send a form: application/x-www-form-urlencoded.");
  const sender = { actor: { kind: "nobody" }, ip: clientAddress(request.headers) } as const;
  const bytes = await holding(sender, "small", (take) => readBytes(request, { maxBytes: 32 * 1024, take }));
  const text = bytes.toString("utf8");
  return ownCallback(/json/i.test(type) ? strings(text) : Object.fromEntries(new URLSearchParams(text)));
}

function strings(text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    return Object.fromEntries(
      Object.entries(Object(value)).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
    );
  } catch {
    throw new SlipwayError("malformed", "The body is not JSON.");
  }
}

/** Collects what next-auth answers. */
class Answer {
  private code = 200;
  private body: string | null = null;
  private readonly fields = new Map<string, string | string[]>();

  asResponse(): NextApiResponse {
    return this as unknown as NextApiResponse;
  }
  status(code: number): this {
    this.code = code;
    return this;
  }
  getHeader(name: string) {
    return this.fields.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]): this {
    this.fields.set(name.toLowerCase(), value);
    return this;
  }
  json(value: unknown): void {
    this.fields.set("content-type", "application/json");
    this.body = JSON.stringify(value);
  }
  send(value: unknown): void {
    if (typeof value === "object" && value !== null) this.json(value);
    else this.body = value === undefined ? null : String(value);
  }
  end(): void {}

  finish(requestId: string): Response {
    const headers = new Headers({
      "cache-control": "private, no-store",
      "x-request-id": requestId,
      "x-content-type-options": "nosniff",
    });
    for (const [name, value] of this.fields) for (const one of [value].flat()) headers.append(name, one);
    return new Response(this.body, { status: this.code, headers });
  }
}
