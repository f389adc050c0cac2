import type { PumpEvents } from "@/lib/stores/journal/pump";
import { log } from "@/lib/transports/http/log";

/** What of the pump stands in the log. */
export const tellPump: PumpEvents = {
  failed: (err, target) =>
    log.warn({ err, target }, "the pump could not copy; what was logged waits in the journal"),
  refused: ({ entry, reason, attempts }) =>
    log.error(
      {
        journal: String(entry.id),
        stream: entry.stream,
        target: entry.target,
        rows: entry.rows,
        attempts,
        reason,
      },
      "the telemetry store refuses a batch: it is set aside in the journal and tried again later",
    ),
  stuck: ({ unknown, aside }) =>
    log.warn(
      { unknown, aside },
      unknown.length > 0
        ? "batches wait for targets that this version does not know: a newer one copies them"
        : aside.batches > 0
          ? "batches are set aside in the journal"
          : "nothing in the journal is stuck any more",
    ),
};
