/**
 * `kill -9` under logging: `npx tsx e2e/faults/kill.ts [--short]`. Kills the whole of Slipway 20 times and each of its
 * children 10 times while clients log over HTTP and others decide; then every acknowledged point must be there, once, in both
 * stores, and no decision may be half done.
 * The last line is "N passed, N failed"; exits 1 when anything failed.
 */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { alive, kill, Slipway } from "../served";
import { Checks } from "./checks";
import { Deciding, verifyDecisions } from "./deciding";
import { clickhouseAway, clientsLeave, sameBatchAtOnce, uploadCutShort } from "./storms";
import { rollingUpgrade } from "./upgrade";
import { verify } from "./verify";
import { call, Logging, pointsPerBatch, type Wire } from "./writers";

const short = process.argv.includes("--short");
const rounds = short ? { all: 2, each: 1, awayMs: 8000 } : { all: 20, each: 10, awayMs: 60_000 };
// The short run guards what is right on any machine, however busy; the whole one promises a time.
const readyWithinMs = short ? 20_000 : 5000;
const children = ["server", "postgres", "clickhouse"];

async function main(): Promise<number> {
  const checks = new Checks();
  const slipway = new Slipway();
  try {
    await slipway.start();
    const { token } = slipway.addPerson("faults@example.org", "engineer");
    const wire: Wire = { url: slipway.url, token };
    const ledger = join(slipway.home, "acknowledged.ledger");
    const logging = new Logging(wire, ledger);
    for (const patient of [true, true, true, false]) await logging.add(patient);
    const deciding = new Deciding(slipway);
    deciding.start();

    const spans: number[] = [];
    for (let round = 0; round < rounds.all; round++) {
      await acknowledgeMore(logging, deciding);
      await slipway.killAll();
      spans.push(await slipway.start());
    }
    report(checks, `ready after kill -9 of all, ${rounds.all} times`, spans);
    for (const name of children) {
      const spans: number[] = [];
      for (let round = 0; round < rounds.each; round++) {
        await acknowledgeMore(logging, deciding);
        spans.push(await killChild(slipway, wire, name));
      }
      report(checks, `ready after kill -9 of ${name} alone, ${rounds.each} times`, spans);
    }
    await acknowledgeMore(logging, deciding);
    await clickhouseAway(checks, slipway, wire, logging, rounds.awayMs);
    await logging.stop();
    await deciding.stop();

    const found = await verify(slipway, wire, logging.writers, ledger);
    console.log(
      `  ${logging.acknowledged} batches of ${pointsPerBatch} points acknowledged; ${found.telemetryRows} points in ClickHouse.`,
    );
    checks.say("acknowledged points lost: 0", found.lost === 0, `${found.lost} of ${found.points}`);
    checks.say("points doubled: 0", found.doubled === 0, String(found.doubled));
    checks.say("points with another value, or never sent: 0", found.wrong === 0, String(found.wrong));
    checks.say(
      "latest values in PostgreSQL are those of the last step",
      found.latestWrong === 0,
      String(found.latestWrong),
    );
    await verifyDecisions(checks, slipway, deciding);
    await sameBatchAtOnce(checks, wire);
    await uploadCutShort(checks, wire);
    await clientsLeave(checks, slipway, wire);
    await rollingUpgrade(checks, slipway, wire);
  } catch (error) {
    checks.say("the faults ran to their end", false, error instanceof Error ? error.message : String(error));
  } finally {
    await slipway.stop();
  }
  return checks.close();
}

/** Faults strike while clients log and decide: waits until a few more batches and approvals were acknowledged. */
async function acknowledgeMore(logging: Logging, deciding: Deciding): Promise<void> {
  const [batches, approvals] = [logging.acknowledged + 20, deciding.approved.size + 2];
  const until = Date.now() + 30_000;
  while (logging.acknowledged < batches || deciding.approved.size < approvals) {
    if (Date.now() > until) throw new Error("Nothing was acknowledged for 30 s.");
    await pause(10);
  }
}

/** @returns ms until it is ready again, and has acknowledged something. */
async function killChild(slipway: Slipway, wire: Wire, name: string): Promise<number> {
  const pid = await slipway.pidOf(name);
  const began = performance.now();
  kill(pid);
  while (alive(pid)) await pause(5);
  while (!(await slipway.isReady()) || !(await acknowledges(wire))) await pause(20);
  return performance.now() - began;
}

async function acknowledges(wire: Wire): Promise<boolean> {
  const { status } = await call(wire, "GET", "experiments/get?experiment_id=0");
  return status === 200;
}

function report(checks: Checks, what: string, spans: number[]): void {
  const sorted = spans.toSorted((a, b) => a - b);
  const [least = 0] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const most = sorted.at(-1) ?? 0;
  const words = [least, median, most].map((ms) => `${(ms / 1000).toFixed(2)} s`).join(" / ");
  checks.say(`${what}: min / median / max ${words}`, most <= readyWithinMs, `more than ${readyWithinMs} ms`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
