import type { Actor } from "@/lib/core/access";
import { perProcess } from "@/lib/process";
import { type Heard, openNotices } from "@/lib/stores/live/listen";
import { stores } from "@/lib/stores/open";
import { stillHolds } from "@/lib/transports/session/still-holds";
import { listEvents } from "@/lib/verbs/frame/list-events";
import { admit, perform } from "@/lib/verbs/kernel";
import { handle } from "./handle";
import { commonHeaders, problem } from "./problem";
import { takePlace } from "./stream-places";

const heartbeatMs = 15_000;
// A stream ends by itself, so that who may read is asked again; the browser connects again at once.
const longestMs = 10 * 60_000;
/** So many events may wait for a reader. */
const mostUnread = 1000;

/**
 * Server-sent events of the caller's project: ids only. `Last-Event-ID` resumes where a connection broke. A stream ends when its
 * reader loses the session, the token, a role or the way in: at once by a notice to every instance, else at the next heartbeat.
 */
export const serveEvents = (request: Request): Promise<Response> =>
  handle(request, { name: listEvents.name, refuse: problem }, async (context) => {
    await admit(listEvents, context);
    const leave = takePlace(context.actor);
    const after = request.headers.get("last-event-id") ?? undefined;
    perProcess.notices ??= openNotices(stores().database);
    // Heard first, then listed: what happens between the two is told, if anything twice.
    const early: Heard[] = [];
    let hear = (heard: Heard): unknown => early.push(heard);
    const unsubscribe = await perProcess.notices
      .subscribe((heard) => hear(heard))
      .catch((error: unknown) => {
        leave();
        throw error;
      });
    const first = await perform(listEvents, {
      ...context,
      input: after === undefined ? {} : { after },
    }).catch((error: unknown) => {
      unsubscribe();
      leave();
      throw error;
    });
    const encoder = new TextEncoder();
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (text: string) => {
          controller.enqueue(encoder.encode(text));
          // Who does not read is let go: what waits for them would grow for as long as the stream lasts.
          if ((controller.desiredSize ?? 0) < -mostUnread) end();
        };
        const tell = (id: string, data: unknown) => send(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
        tell(first.lastId, { kind: first.missed ? "missed" : "hello", subject: "" });
        for (const { id, kind, subject } of first.items) tell(id, { kind, subject });
        const endIfLost = () =>
          letIn(context.actor).then(
            (still) => still || end(),
            () => end(), // nobody can say: who may read connects again
          );
        hear = (heard) => {
          if (heard === "missed") {
            // Without an id: the browser keeps the last one that it has.
            send(`data: ${JSON.stringify({ kind: "missed", subject: "" })}\n\n`);
            void endIfLost();
          } else if ("lost" in heard) {
            if ("userId" in context.actor && heard.lost === context.actor.userId) void endIfLost();
          } else if (heard.project === context.project.id)
            tell(heard.id, { kind: heard.kind, subject: heard.subject });
        };
        const told = new Set(first.items.map(({ id }) => id));
        for (const heard of early)
          if (heard === "missed" || "lost" in heard || !told.has(heard.id)) hear(heard);
        const beat = setInterval(() => {
          send(": still here\n\n");
          void endIfLost();
        }, heartbeatMs);
        const last = setTimeout(() => end(), longestMs);
        end = once(() => {
          unsubscribe();
          leave();
          clearInterval(beat);
          clearTimeout(last);
          perProcess.streams.delete(end);
          controller.close();
        });
        perProcess.streams.add(end);
        request.signal.addEventListener("abort", end);
        if (request.signal.aborted || perProcess.draining) end();
        // What was lost between the question who calls and the first notice that is heard.
        void endIfLost();
      },
      cancel: () => end(),
    });
    return new Response(body, {
      headers: {
        ...commonHeaders(context.requestId),
        "content-type": "text/event-stream",
        "x-accel-buffering": "no",
      },
    });
  });

const letIn = async (actor: Actor): Promise<boolean> =>
  "userId" in actor ? stillHolds(stores().database, actor) : actor.kind === "system";

/** An open stream would block Next's exit for ever: a stop ends them first. */
export function endStreams(): void {
  for (const end of perProcess.streams) end();
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
