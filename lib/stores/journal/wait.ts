import type { Database } from "@/lib/stores/database/database";
import type { Stores } from "@/lib/stores/open";
import { waiting } from "./journal";

const deadlineMs = 2_000;
const pauseMs = 15;

/**
 * Read your own writes, with an end: waits until the streams' batches are in telemetry, 2 s at most.
 * Returns how many of their rows are still not copied (0 when all are).
 */
export async function settle(
  database: Database,
  streams: readonly string[],
  poke: Stores["poke"],
): Promise<number> {
  const until = Date.now() + deadlineMs;
  for (;;) {
    const { rows } = await waiting(database, streams);
    if (rows === 0) return 0;
    if (Date.now() >= until) return rows;
    poke("now");
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
