import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, Server } from "node:http";

declare global {
  // Next loads modules several times; the door is guarded once a process.
  var slipwayFrontDoor: boolean | undefined;
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const bodyMs = 300_000;
/** Where refused requests are sent inside; it answers 400 or 405. */
export const refusedPath = "/api/refused";

/**
 * Turns away what Next itself would answer with a 500 (a path that is no percent-encoded UTF-8, an unknown method) or
 * resolve silently (`..`, a backslash). Lifts Node's limit of five minutes a request for uploads alone: those have a
 * patience of their own, by silence and not by length. Call once, at the start.
 */
export function guardFrontDoor(): void {
  if (globalThis.slipwayFrontDoor) return;
  globalThis.slipwayFrontDoor = true;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message) || !("server" in message))
      return;
    const { request, server } = message;
    if (!(request instanceof IncomingMessage)) return;
    if (server instanceof Server) server.requestTimeout = 0;
    if (!isUpload(request)) endAfter(request, bodyMs);
    const status = refusal(request.method ?? "", request.url ?? "");
    if (status === null) return;
    request.url = `${refusedPath}/${status}`;
    request.method = "GET";
  });
}

/** 405 for a method, 400 for a path that no route should see; null for all else. */
export function refusal(method: string, url: string): 400 | 405 | null {
  if (!methods.has(method)) return 405;
  const [path = ""] = url.split("?", 1);
  if (path.includes("\\")) return 400;
  if (!path.includes("%") && !path.includes("/.")) return null;
  try {
    decodeURIComponent(path);
  } catch {
    return 400;
  }
  return path.split("/").some((segment) => /^(?:\.|%2e){2}$/i.test(segment)) ? 400 : null;
}

const isUpload = ({ method, url = "" }: IncomingMessage) =>
  (method === "PUT" && url.includes("/mlflow-artifacts/artifacts/")) ||
  (method === "POST" && url.includes("/mlflow/upload-artifact"));

function endAfter(request: IncomingMessage, ms: number): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms).unref();
  request.once("close", () => clearTimeout(timer));
}
