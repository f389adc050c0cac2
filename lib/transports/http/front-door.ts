import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, type RequestListener, Server, ServerResponse } from "node:http";
import { perProcess } from "@/lib/process";
import { patience, watchBody } from "./body-patience";
import { log } from "./log";
import { type Incoming, incoming, type Reply, send } from "./node";
import { type Refusal, refused } from "./refused";

/** Requests that are answered here, before Next: its own way to an empty route costs more than most of our answers. */
export type Lane = {
  takes(method: string, path: string): boolean;
  serve(request: Incoming): Promise<Reply>;
};

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Stands before Next's own listener. Turns away what Next would answer with a 500 (a path that is no percent-encoded UTF-8,
 * an unknown method) or resolve silently (`..`, a backslash), and hands each lane what is its own. Lifts Node's limit of
 * five minutes a request: how long a body may take is watched here, by what it is. Call once, at the start.
 */
export function guardFrontDoor(lanes: readonly Lane[], limits = patience): void {
  if (perProcess.servers) return;
  const guarded = new Set<Server>();
  perProcess.servers = guarded;
  // Published before the server's listeners are called: so they can be wrapped when the first request comes.
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null) return;
    if (!("request" in message) || !("response" in message) || !("server" in message)) return;
    const { request, response, server } = message;
    if (!(request instanceof IncomingMessage) || !(server instanceof Server)) return;
    if (!(response instanceof ServerResponse)) return;
    watchBody(request, response, { ...limits, upload: isUpload(request) });
    if (guarded.has(server)) return;
    guarded.add(server);
    server.requestTimeout = 0;
    const inside = server.listeners("request");
    server.removeAllListeners("request");
    server.on(
      "request",
      door(lanes, (...asked) => {
        for (const listener of inside) listener.apply(server, asked);
      }),
    );
  });
}

const door =
  (lanes: readonly Lane[], inside: RequestListener): RequestListener =>
  (message, response) => {
    const { method = "GET", url = "/" } = message;
    const [path = ""] = url.split("?", 1);
    const refusal = refusalOf(method, path);
    if (refusal !== null) return answer(message, response, async () => refused(refusal));
    const lane = lanes.find((one) => one.takes(method, path));
    if (lane) return answer(message, response, () => lane.serve(incoming(message, response)));
    inside(message, response);
  };

function answer(message: IncomingMessage, response: ServerResponse, act: () => Promise<Reply>): void {
  act()
    .then((done) => send(done, message, response))
    .catch((error: unknown) => {
      // A lane answers its own failures: what is left is a client that went away.
      if (!response.destroyed) log.warn({ err: error }, "an answer could not be sent");
      response.destroy();
    });
}

/** 405 for a method, 400 for a path that no route should see; null for all else. */
export function refusalOf(method: string, path: string): Refusal | null {
  if (!methods.has(method)) return 405;
  if (path.includes("\\")) return 400;
  if (!path.includes("%") && !path.includes("/.")) return null;
  try {
    decodeURIComponent(path);
  } catch {
    return 400;
  }
  return path.split("/").some((segment) => /^(?:\.|%2e){2}$/i.test(segment)) ? 400 : null;
}

const uploads = {
  PUT: /^\/(?:ajax-)?api\/[23]\.0\/mlflow-artifacts\/artifacts\//,
  POST: /^\/(?:ajax-)?api\/[23]\.0\/mlflow\/upload-artifact$/,
};

/** By the path alone: a query is the client's to write. */
export function isUpload({ method, url = "" }: Pick<IncomingMessage, "method" | "url">): boolean {
  const [path = ""] = url.split("?", 1);
  return (method === "PUT" || method === "POST") && uploads[method].test(path);
}
