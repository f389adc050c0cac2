import { randomUUID } from "node:crypto";
import { perProcess } from "@/lib/process";
import { sql } from "@/lib/stores/database/database";
import { sweepFiles } from "@/lib/stores/files/sweep";
import { giveUp } from "@/lib/stores/journal/journal";
import { measurePressure } from "@/lib/stores/journal/pressure";
import { startPump } from "@/lib/stores/journal/pump";
import { releaseLeases } from "@/lib/stores/live/lease";
import { handLogged } from "@/lib/stores/live/logged";
import { sweepEvents } from "@/lib/stores/live/sweep";
import { type Stores, stores } from "@/lib/stores/open";
import { targetsOf } from "@/lib/stores/targets";
import { log } from "@/lib/transports/http/log";
import { sweepPeople } from "@/lib/verbs/people/shared/sweep";
import { closeRefusals } from "@/lib/verbs/refusals";
import { tellOverdue } from "@/lib/verbs/registry/requests/shared/overdue";
import { sweepFetches, writeFetches } from "@/lib/verbs/registry/versions/shared/fetches";
import { tellRunChanges } from "@/lib/verbs/run-changes";
import { handUsage, sweepUsage } from "@/lib/verbs/usage";
import { sweepOutbox } from "@/lib/verbs/webhooks/shared/sweep";
import { startDeliverer } from "./deliver";
import { startJob } from "./every";
import { sendMail } from "./send-mail";
import { tellPump } from "./tell-pump";

export type Jobs = {
  /** Begins nothing more, and resolves when nothing but the pump runs, or after `graceMs`: a letter may hang for minutes. */
  rest(graceMs?: number): Promise<void>;
  /** Rests, writes what was only counted yet, and lets the pump finish its flush. */
  stop(): Promise<void>;
};

const second = 1_000;
const restMs = 5 * second;
const minute = 60_000;
const hour = 3_600_000;

/** Starts the background work of this process: the pump and the small periodic jobs. Once a process. */
export function startJobs(): void {
  if (perProcess.jobs) return;
  const opened = stores();
  const { database } = opened;
  const pump = startPump(database, targetsOf(opened.telemetry), tellPump);
  opened.poke = pump.poke;
  const deliverer = startDeliverer(opened);
  const holder = randomUUID();
  const shared = { database, holder };
  const ending = new AbortController();
  const jobs = [
    // What each instance does for itself, or takes its own part of.
    { name: "webhooks", ms: second, run: deliverer.turn },
    { name: "mail", ms: second, run: () => sendMail(opened) },
    { name: "announce", ms: second, run: () => announce(opened) },
    { name: "pressure", ms: second, run: () => measurePressure(opened) },
    { name: "usage", ms: 15 * second, run: () => writeUsage(opened) },
    { name: "fetches", ms: 15 * second, run: () => writeFetches(database) },
    { name: "refusals", ms: 5 * second, run: () => closeRefusals(database), shared },
    { name: "overdue", ms: minute, run: () => tellOverdue(opened), shared },
    { name: "run-changes", ms: 20 * second, run: () => tellRunChanges(database), shared },
    {
      name: "files",
      ms: 6 * hour,
      run: () => sweepFiles(database, opened.files, { signal: ending.signal }),
      shared,
    },
    { name: "people", ms: hour, run: () => sweepPeople(database), shared },
    { name: "outbox", ms: hour, run: () => sweepOutbox(database), shared },
    { name: "counts", ms: 6 * hour, run: () => sweepCounts(opened), shared },
    { name: "days", ms: hour, run: () => turnDays(opened), atOnce: true as const, shared },
  ].map((job) => startJob(job));
  let resting: Promise<boolean> | undefined;
  const rest = async (graceMs = restMs) => {
    ending.abort();
    resting ??= inTime(graceMs, Promise.all([...jobs.map((job) => job.stop()), deliverer.stop()]));
    if (!(await resting)) log.warn("jobs are still at work: what they do is left as it is");
  };
  perProcess.jobs = {
    rest,
    async stop() {
      await rest();
      const left = [
        announce(opened),
        writeUsage(opened),
        writeFetches(database, { all: true }),
        releaseLeases(database, holder),
      ];
      for (const one of await Promise.allSettled(left))
        if (one.status === "rejected") log.warn({ err: one.reason }, "a last count was not written");
      await pump.stop();
      perProcess.jobs = undefined;
    },
  };
}

/** Whether the work has ended by then. */
async function inTime(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const ended = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return ended;
}

/** Makes the days of the journal that come next, and forgets what is past its time. */
async function turnDays({ database }: Stores): Promise<void> {
  const batches = await giveUp(database);
  if (batches > 0)
    log.error(
      { batches },
      "the telemetry store has refused batches for a week: they are kept in journal_refused",
    );
  await database.query(sql`SELECT journal_partitions(2)::text, journal_retire()`);
  await sweepEvents(database);
}

async function sweepCounts({ database }: Stores): Promise<void> {
  await sweepUsage(database);
  await sweepFetches(database);
}

/** Runs that were logged to become one event a second each, whatever the rate of logging. */
async function announce({ database }: Stores): Promise<void> {
  await handLogged((logged) =>
    database.prisma.event.createMany({
      data: logged.map(({ projectId, runId }) => ({ projectId, kind: "run", subject: runId })),
    }),
  );
}

async function writeUsage({ database }: Stores): Promise<void> {
  await handUsage((counts) =>
    database.query(sql`
      INSERT INTO usage (hour, project_id, actor, verb, calls, refused)
      SELECT date_trunc('hour', now()), * FROM unnest(${counts.map((count) => count.projectId)}::text[],
        ${counts.map((count) => count.actor)}::text[], ${counts.map((count) => count.verb)}::text[],
        ${counts.map((count) => count.calls)}::bigint[], ${counts.map((count) => count.refused)}::bigint[])
      ORDER BY 2, 3, 4
      ON CONFLICT (hour, project_id, actor, verb) DO UPDATE
        SET calls = usage.calls + excluded.calls, refused = usage.refused + excluded.refused`),
  );
}
