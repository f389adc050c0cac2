import { type Notice, openNotices } from "@/lib/stores/live/listen";
import { stores } from "@/lib/stores/open";
import { perform } from "@/lib/verbs/kernel";
import { listEvents } from "@/lib/verbs/tracking/list-events";
import { contextOf, newRequestId } from "./call";
import { commonHeaders, problem, toKnown } from "./problem";

declare global {
  var slipwayNotices: ReturnType<typeof openNotices> | undefined;
  var slipwayStreams: Set<() => void> | undefined;
}

const heartbeatMs = 15_000;
// A stream ends by itself, so that who may read is asked again; the browser connects again at once.
const longestMs = 10 * 60_000;

/** Server-sent events of the caller's project: ids only. `Last-Event-ID` resumes where a connection broke. */
export async function serveEvents(request: Request): Promise<Response> {
  const requestId = newRequestId();
  try {
    const context = await contextOf(request, requestId);
    const after = request.headers.get("last-event-id") ?? undefined;
    const first = await perform(listEvents, { ...context, input: after === undefined ? {} : { after } });
    globalThis.slipwayNotices ??= openNotices(stores().database);
    const notices = globalThis.slipwayNotices;
    const encoder = new TextEncoder();
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const tell = (id: string, data: unknown) => send(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
        tell(first.lastId, { kind: first.missed ? "missed" : "hello", subject: "" });
        for (const { id, kind, subject } of first.items) tell(id, { kind, subject });
        const unsubscribe = notices.subscribe((notice: Notice) => {
          if (notice.project === context.project.id)
            tell(notice.id, { kind: notice.kind, subject: notice.subject });
        });
        const beat = setInterval(() => send(": still here\n\n"), heartbeatMs);
        const last = setTimeout(() => end(), longestMs);
        end = once(() => {
          unsubscribe();
          clearInterval(beat);
          clearTimeout(last);
          streams().delete(end);
          controller.close();
        });
        streams().add(end);
        request.signal.addEventListener("abort", end);
      },
      cancel: () => end(),
    });
    return new Response(body, {
      headers: {
        ...commonHeaders(requestId),
        "content-type": "text/event-stream",
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    return problem(toKnown(error, requestId), requestId);
  }
}

function streams(): Set<() => void> {
  globalThis.slipwayStreams ??= new Set();
  return globalThis.slipwayStreams;
}

/** An open stream would block Next's exit for ever: a stop ends them first. */
export function endStreams(): void {
  for (const end of streams()) end();
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    try {
      work();
    } catch {
      // The reader is gone already: there is nothing left to close.
    }
  };
}
