import type pg from "pg";
import type { Database } from "@/lib/stores/database/database";

type Notice = { id: string; project: string; kind: string; subject: string };
/** A notice, or that the connection was away for a while: nobody knows what happened meanwhile. */
export type Heard = Notice | Access | "missed";
/** Somebody lost a session, a token, a role or the way in. */
type Access = { lost: string };
type Listener = (heard: Heard) => void;

const retryMs = 1_000;
const beatMs = 15_000;

/** One LISTEN connection a process, shared by all open pages; it connects again when it breaks. */
export function openNotices(
  database: Pick<Database, "connect">,
  { everyMs = beatMs }: { everyMs?: number } = {},
): {
  /** Resolves once the listener hears all that is committed from then on, or will be told "missed". */
  subscribe(listener: Listener): Promise<() => void>;
  close(): Promise<void>;
} {
  const listeners = new Set<Listener>();
  const tell = (heard: Heard) => {
    for (const listener of listeners) listener(heard);
  };
  let client: pg.Client | undefined;
  let closed = false;
  let connecting = connect();

  /** Whether LISTEN is up; where it is not, another try is on its way. */
  async function connect(): Promise<boolean> {
    let opened: pg.Client | undefined;
    let over = false;
    let next: NodeJS.Timeout | undefined;
    // Whoever only listens never learns that the network has dropped its connection: it asks.
    const beat = (client: pg.Client) => {
      if (over || closed) return;
      next = setTimeout(() => client.query("SELECT 1").then(() => beat(client), again), everyMs).unref();
    };
    // A connection that dies under its first query says so twice: by `end`, and by the query.
    const again = () => {
      if (over || closed) return;
      over = true;
      clearTimeout(next);
      void opened?.end().catch(() => undefined);
      setTimeout(reconnect, retryMs).unref();
    };
    try {
      opened = await database.connect();
      client = opened;
      opened.on("notification", ({ channel, payload }) => {
        if (payload === undefined) return;
        const notice = channel === "access" ? { lost: payload } : readNotice(payload);
        if (notice) tell(notice);
      });
      opened.once("end", again);
      await opened.query("LISTEN event; LISTEN access");
      beat(opened);
      return !over;
    } catch {
      again();
      return false;
    }
  }
  async function reconnect(): Promise<void> {
    if (closed) return;
    connecting = connect();
    if (await connecting) tell("missed");
  }

  return {
    async subscribe(listener) {
      listeners.add(listener);
      await connecting;
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      await connecting;
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
