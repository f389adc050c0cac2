import { sql } from "@/lib/stores/database/database";
import { sweepFiles } from "@/lib/stores/files/sweep";
import { measurePressure } from "@/lib/stores/journal/pressure";
import { type Pump, type PumpEvents, startPump } from "@/lib/stores/journal/pump";
import { takeLogged } from "@/lib/stores/live/logged";
import { sweepEvents } from "@/lib/stores/live/sweep";
import { type Stores, stores } from "@/lib/stores/open";
import { targetsOf } from "@/lib/stores/targets";
import { endStreams } from "@/lib/transports/http/events";
import { log } from "@/lib/transports/http/log";
import { sweepPeople } from "@/lib/verbs/people/shared/sweep";
import { writeFetches } from "@/lib/verbs/registry/versions/shared/fetches";
import { takeUsage } from "@/lib/verbs/usage";
import { sweepOutbox } from "@/lib/verbs/webhooks/shared/sweep";
import { startDeliverer } from "./deliver";
import { sendMail } from "./send-mail";

const tellPump: PumpEvents = {
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

declare global {
  var slipwayJobs: { pump: Pump; stop(): Promise<void> } | undefined;
}

/** Starts the background work of this process: the pump and the small periodic jobs. Once a process. */
export function startJobs(): void {
  if (globalThis.slipwayJobs) return;
  const opened = stores();
  const pump = startPump(opened.database, targetsOf(opened.telemetry), tellPump);
  opened.poke = pump.poke;
  const deliverer = startDeliverer(opened);
  const timers = [
    every(1_000, "webhooks", deliverer.turn),
    every(1_000, "mail", () => sendMail(opened)),
    every(1_000, "announce", () => announce(opened)),
    every(1_000, "pressure", () => measurePressure(opened)),
    every(15_000, "usage", () => writeUsage(opened)),
    every(15_000, "fetches", () => writeFetches(opened.database)),
    every(6 * 3_600_000, "files", () => sweepFiles(opened.database, opened.files)),
    every(3_600_000, "people", () => sweepPeople(opened.database)),
    every(3_600_000, "outbox", () => sweepOutbox(opened.database)),
    every(3_600_000, "days", () => turnDays(opened), { atOnce: true }),
  ];
  globalThis.slipwayJobs = {
    pump,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([pump.stop(), deliverer.stop()]);
      await writeUsage(opened).catch(() => undefined);
      await writeFetches(opened.database, { all: true }).catch(() => undefined);
    },
  };
  // Next waits for every open answer before it exits: streams would hold it for ever.
  process.once("SIGTERM", () => {
    endStreams();
    void globalThis.slipwayJobs?.stop();
  });
}

function every(
  ms: number,
  name: string,
  job: () => Promise<unknown>,
  { atOnce = false } = {},
): NodeJS.Timeout {
  let running = false;
  const turn = () => {
    if (running) return;
    running = true;
    job()
      .catch((error) => log.warn({ err: error, job: name }, "a job failed and will be tried again"))
      .finally(() => {
        running = false;
      });
  };
  if (atOnce) turn();
  return setInterval(turn, ms).unref();
}

/** Makes the days of the journal that come next, and forgets what is past its time. */
async function turnDays({ database }: Stores): Promise<void> {
  await database.query(sql`SELECT journal_partitions(2)::text, journal_retire()`);
  await sweepEvents(database);
}

/** Runs that were logged to become one event a second each, whatever the rate of logging. */
async function announce({ database }: Stores): Promise<void> {
  const logged = takeLogged();
  if (logged.length > 0)
    await database.prisma.event.createMany({
      data: logged.map(({ projectId, runId }) => ({ projectId, kind: "run", subject: runId })),
    });
}

async function writeUsage({ database }: Stores): Promise<void> {
  for (const { projectId, actor, verb, calls, refused } of takeUsage())
    await database.query(sql`
      INSERT INTO usage (hour, project_id, actor, verb, calls, refused)
      VALUES (date_trunc('hour', now()), ${projectId}, ${actor}, ${verb}, ${calls}, ${refused})
      ON CONFLICT (hour, project_id, actor, verb) DO UPDATE
        SET calls = usage.calls + excluded.calls, refused = usage.refused + excluded.refused`);
}
