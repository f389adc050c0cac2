import type pg from "pg";
import type { Database } from "@/lib/stores/database/database";

export type Notice = { id: string; project: string; kind: string; subject: string };
type Listener = (notice: Notice) => void;

const retryMs = 1_000;

/** One LISTEN connection a process, shared by all open pages; it connects again when it breaks. */
export function openNotices(database: Database): {
  subscribe(listener: Listener): () => void;
  close(): Promise<void>;
} {
  const listeners = new Set<Listener>();
  let client: pg.Client | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    if (closed) return;
    try {
      client = await database.connect();
      client.on("notification", ({ payload }) => {
        const notice = payload === undefined ? undefined : readNotice(payload);
        if (notice) for (const listener of listeners) listener(notice);
      });
      client.once("end", again);
      await client.query("LISTEN event");
    } catch {
      again();
    }
  }
  function again() {
    if (!closed) setTimeout(connect, retryMs).unref();
  }
  void connect();

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}

function readNotice(payload: string): Notice | undefined {
  const value: unknown = JSON.parse(payload);
  if (
    typeof value !== "object" ||
    value === null ||
    !("id" in value && "project" in value && "kind" in value && "subject" in value)
  )
    return undefined;
  return {
    id: String(value.id),
    project: String(value.project),
    kind: String(value.kind),
    subject: String(value.subject),
  };
}
