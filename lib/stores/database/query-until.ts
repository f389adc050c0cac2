import pg from "pg";
import { SlipwayError } from "@/lib/core/errors";

/**
 * Runs a statement until `signal` aborts: then it is cancelled, so that nobody computes what nobody reads. `others` is the pool
 * that the cancelling goes through: that of the statement may be taken up. Error: client-left.
 */
export async function queryUntil<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  others: pg.Pool,
  query: pg.QueryConfig,
  signal: AbortSignal | undefined,
): Promise<Row[]> {
  requireStillThere(signal);
  const client = await pool.connect();
  const cancel = () => {
    if ("processID" in client) others.query("SELECT pg_cancel_backend($1)", [client.processID]).catch(forget);
  };
  signal?.addEventListener("abort", cancel, { once: true });
  let broken = false;
  try {
    requireStillThere(signal);
    return (await client.query<Row>(query)).rows;
  } catch (error) {
    // What PostgreSQL itself said leaves its connection whole; after anything else nobody knows what still runs on it.
    broken = !(error instanceof pg.DatabaseError);
    requireStillThere(signal);
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
    // A cancellation that comes late must not hit the next one's statement: that connection is not used again.
    client.release(broken || (signal?.aborted ?? false));
  }
}

// It ended by itself, or the statement's time limit ends it.
const forget = () => undefined;

function requireStillThere(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SlipwayError("client-left", "The client left before it was answered.");
}
