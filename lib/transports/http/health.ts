import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { maxWaitingBytes, stuck } from "@/lib/stores/journal/journal";
import { stores } from "@/lib/stores/open";
import { targetNames } from "@/lib/stores/targets";

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error("too slow")), ms).unref()),
  ]);

/**
 * 200, or 503 with reasons from a closed list: `draining`, `database`, `journal`. 200 and degraded where telemetry is away
 * (`telemetry`), where batches wait for a newer version (`journal-unknown-target`) or were refused (`journal-set-aside`):
 * `journal` says how many then.
 */
export async function ready(): Promise<Response> {
  const { database, telemetry } = stores();
  const [databaseUp, telemetryUp, held] = await Promise.all([
    within(1_000, database.query(sql`SELECT 1`)).then(
      () => true,
      () => false,
    ),
    within(1_000, telemetry.ping()).catch(() => false),
    within(1_000, stuck(database, targetNames)).catch(() => null),
  ]);
  const reasons = [
    ...(perProcess.draining ? ["draining"] : []),
    ...(databaseUp ? [] : ["database"]),
    ...(perProcess.waitingBytes > maxWaitingBytes ? ["journal"] : []),
  ];
  const degraded = [
    ...(telemetryUp ? [] : ["telemetry"]),
    ...(held && held.unknown.length > 0 ? ["journal-unknown-target"] : []),
    ...(held && held.aside.batches > 0 ? ["journal-set-aside"] : []),
  ];
  const journal = degraded.some((word) => word.startsWith("journal")) ? { journal: held } : {};
  const body = { ready: reasons.length === 0, reasons, degraded, ...journal };
  return Response.json(body, { status: body.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
