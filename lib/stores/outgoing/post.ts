import { isIPv6, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import type { Destination } from "@/lib/core/webhooks/destination";
import type { AttemptError } from "@/lib/core/webhooks/words";
import { type Guard, NoSuchName, NotAllowed } from "./guard";

/** How one POST ended; it never throws. `status` is null when no answer came. */
export type Posted = {
  status: number | null;
  error: AttemptError | null;
  retryAfter: string | null;
  /** The first bytes of the answer. */
  response: Uint8Array<ArrayBuffer>;
  durationMs: number;
};
export type PostOptions = {
  guard: Guard;
  /** For everything together: name, connection, answer. */
  timeoutMs: number;
  /** Certificate authorities besides Node's own. */
  ca?: string;
};
export type Message = { url: string; headers: Record<string, string>; body: Uint8Array };

const mostRead = 16 * 1024;

/**
 * Sends one POST to where the guard allows, over a connection of its own. The addresses are judged where the socket asks
 * for them, so what was judged is what is used. No redirect is followed, no proxy of the environment is asked.
 */
export async function post(
  message: Message,
  options: PostOptions,
  signal: AbortSignal | undefined,
): Promise<Posted> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  const limit = AbortSignal.timeout(options.timeoutMs);
  const stop = signal ? AbortSignal.any([limit, signal]) : limit;
  let agent: Agent | undefined;
  try {
    const destination = options.guard.check(message.url);
    agent = new Agent({
      connect: {
        lookup: guardedLookup(options.guard, destination),
        timeout: options.timeoutMs,
        ...(options.ca === undefined ? {} : { ca: options.ca }),
      },
      pipelining: 0,
      maxHeaderSize: mostRead,
    });
    const { url } = destination;
    const answer = await request(url, {
      dispatcher: agent,
      method: "POST",
      headers: { ...message.headers, "user-agent": "Slipway-Webhooks/1" },
      body: message.body,
      signal: stop,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    });
    const response = await firstBytes(answer.body);
    const { statusCode: status } = answer;
    const retryAfter = [answer.headers["retry-after"] ?? []].flat()[0] ?? null;
    return { status, error: errorOf(status), retryAfter, response, durationMs: took() };
  } catch (error) {
    const word = limit.aborted ? "timeout" : wordOf(error);
    return { status: null, error: word, retryAfter: null, response: new Uint8Array(), durationMs: took() };
  } finally {
    // Not waited for: a receiver that hangs must not hold us.
    agent?.destroy().catch(() => undefined);
  }
}

/** Node's lookup, judged: asked by the socket itself, for one address or for all. */
function guardedLookup(guard: Guard, destination: Destination): LookupFunction {
  return (name, options, done) => {
    guard.addressesFor(destination, name).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
        const [first] = all;
        if (options.all) done(null, all);
        else if (first) done(null, first.address, first.family);
      },
      (error: Error) => done(error, ""),
    );
  };
}

async function firstBytes(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(mostRead);
  let filled = 0;
  for await (const chunk of body) {
    const part = chunk.subarray(0, mostRead - filled);
    bytes.set(part, filled);
    filled += part.length;
    if (filled === mostRead) break; // which ends the stream
  }
  return bytes.slice(0, filled);
}

const errorOf = (status: number): AttemptError | null =>
  status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? "redirect" : "status";

function wordOf(error: unknown): AttemptError {
  if (!(error instanceof Error)) return "broken";
  if (error instanceof NotAllowed) return "not-allowed";
  if (error instanceof NoSuchName) return "no-such-name";
  const code = "code" in error ? String(error.code) : "";
  if (/TIMEOUT|ETIMEDOUT/.test(code) || error.name === "TimeoutError") return "timeout";
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(code)) return "refused";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return "tls";
  return error.cause === undefined ? "broken" : wordOf(error.cause);
}
