import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { SlipwayError } from "@/lib/core/errors";

const stallMs = 30_000;

/**
 * A request's body as a stream that never holds more than a chunk. Errors: client-left when it ends early, stalled when
 * nothing comes for 30 s. `announced` is Content-Length, undefined for a chunked body.
 */
export function artifactBody(
  request: Request,
  patienceMs = stallMs,
): { bytes: Readable; announced?: number } {
  const length = request.headers.get("content-length");
  if (length !== null && !/^\d{1,15}$/.test(length))
    throw new SlipwayError("malformed", "Content-Length is not a number of bytes.");
  const bytes = request.body
    ? Readable.from(chunks(request.body, patienceMs), { objectMode: false })
    : Readable.from([]);
  return length === null ? { bytes } : { bytes, announced: Number(length) };
}

async function* chunks(body: ReadableStream<Uint8Array>, patienceMs: number): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let whole = false;
  try {
    for (;;) {
      const part = await inTime(reader.read(), patienceMs);
      if (part.done) break;
      yield part.value;
    }
    whole = true;
  } finally {
    // Not awaited: a client that stalls would hold this up, too.
    if (!whole) reader.cancel().catch(() => undefined);
  }
}

async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new SlipwayError("stalled", "The upload stalled: no bytes came for 30 seconds. Send it again."),
        ),
      patienceMs,
    );
  });
  try {
    return await Promise.race([work, tooLate]);
  } catch (error) {
    throw error instanceof SlipwayError
      ? error
      : new SlipwayError("malformed", "The body ended before it was complete.", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** A file's stream for a Response; it is destroyed when the client leaves. */
export function toBody(stream: Readable): ReadableStream<Uint8Array> {
  return asDom(Readable.toWeb(stream));
}

// Node's and the DOM's types of the same class differ in name only.
const asDom = (stream: WebStream): ReadableStream<Uint8Array> =>
  stream as unknown as ReadableStream<Uint8Array>;
