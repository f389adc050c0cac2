import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { maxWaitingBytes } from "@/lib/stores/journal/journal";
import { stores } from "@/lib/stores/open";

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error("too slow")), ms).unref()),
  ]);

/** 200, or 503 with reasons from a closed list: `draining`, `database`, `journal`. Telemetry away is 200 and degraded. */
export async function ready(): Promise<Response> {
  const { database, telemetry } = stores();
  const [databaseUp, telemetryUp] = await Promise.all([
    within(1_000, database.query(sql`SELECT 1`)).then(
      () => true,
      () => false,
    ),
    within(1_000, telemetry.ping()).catch(() => false),
  ]);
  const reasons = [
    ...(perProcess.draining ? ["draining"] : []),
    ...(databaseUp ? [] : ["database"]),
    ...(perProcess.waitingBytes > maxWaitingBytes ? ["journal"] : []),
  ];
  const body = { ready: reasons.length === 0, reasons, degraded: telemetryUp ? [] : ["telemetry"] };
  return Response.json(body, { status: body.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
