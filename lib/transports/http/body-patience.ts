import type { IncomingMessage, ServerResponse } from "node:http";

/** How long we wait for a body. */
export type Patience = {
  /** What is no upload has this long, or as long as it comes fast enough, to `longestMs`. */
  wholeMs: number;
  bytesPerSecond: number;
  longestMs: number;
  /** An upload may last for hours, but not without a byte for so long. */
  silentMs: number;
  /** Once answered, the rest of a body is let in while it comes, so that the client gets to read the answer; but no longer. */
  restMs: number;
  restSilentMs: number;
};

export const patience: Patience = {
  wholeMs: 60_000,
  bytesPerSecond: 64 * 1024,
  longestMs: 300_000,
  silentMs: 60_000,
  restMs: 30_000,
  restSilentMs: 5_000,
};

/** Closes the connection of a body that does not come, whoever reads it: half-open ones hold memory and sockets. */
export function watchBody(
  request: IncomingMessage,
  response: ServerResponse,
  { upload, ...limits }: Patience & { upload: boolean },
): void {
  const { socket } = request;
  const before = socket.bytesRead;
  const started = performance.now();
  let watch: NodeJS.Timeout | undefined;
  const closeUnless = (everyMs: number, comes: (came: number, last: number) => boolean) => {
    clearInterval(watch);
    let last = socket.bytesRead;
    watch = setInterval(() => {
      if (request.complete) return clearInterval(watch);
      if (!comes(socket.bytesRead, last)) {
        clearInterval(watch);
        socket.destroy();
      }
      last = socket.bytesRead;
    }, everyMs).unref();
  };
  const fastEnough = (came: number) => {
    const ms = performance.now() - started;
    return ms < limits.longestMs && came - before >= (ms / 1000) * limits.bytesPerSecond;
  };
  const notSilent = (came: number, last: number) => came > last;
  if (upload) closeUnless(limits.silentMs, notSilent);
  else closeUnless(limits.wholeMs, fastEnough);
  request.once("end", () => clearInterval(watch));
  // Of the response, which ends with its connection too: a body that nobody reads never ends by itself.
  response.once("close", () => {
    clearInterval(watch);
    if (request.complete) return;
    const answered = performance.now();
    closeUnless(
      limits.restSilentMs,
      (came, last) => notSilent(came, last) && performance.now() - answered < limits.restMs,
    );
  });
}
