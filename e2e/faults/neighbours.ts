/**
 * Hostile neighbours: `npx tsx e2e/faults/neighbours.ts [--short]`. Attacks of insiders and of nobody, all at once and from a
 * process of their own on the same cores, while one honest client asks who it is and logs at a fixed rate. The whole run
 * promises a time; the short one guards what is right on any machine, however busy.
 * The last line is "N passed, N failed"; exits 1 when anything failed.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { quantile } from "../bench/figures";
import { Slipway } from "../served";
import { signIn } from "../sign-in";
import { Checks } from "./checks";
import { type Orders, tally } from "./orders";
import { call, createRun, type Wire } from "./writers";

const short = process.argv.includes("--short");
const plan = short
  ? { quietMs: 2000, ms: 15_000, runs: 60, mostMs: 3000 }
  : { quietMs: 10_000, ms: 90_000, runs: 300, mostMs: 500 };
const everyMs = { me: 100, "log-batch": 200 };
type Asked = keyof typeof everyMs;

async function main(): Promise<number> {
  const checks = new Checks();
  const slipway = new Slipway();
  try {
    await slipway.start();
    const { url } = slipway;
    const honest = { url, token: slipway.addPerson("honest@example.org", "scientist").token };
    const insider = slipway.addPerson("insider@example.org", "scientist");
    const viewer = slipway.addPerson("viewer@example.org", "viewer").token;
    const cookie = await signIn(url, "insider@example.org", insider.password);
    const ground = await lay({ url, token: insider.token });
    const pid = await slipway.pidOf("server");
    await warm(url, cookie, insider.token, ground);
    const runId = await createRun(honest);

    await measure(checks, "alone", honest, runId, plan.quietMs, plan.mostMs);
    const before = memoryOf(pid);
    const attacks = attack({ url, ms: plan.ms, token: insider.token, viewer, cookie, ...ground });
    await measure(checks, "among hostile neighbours", honest, runId, plan.ms, plan.mostMs);
    const answered = await attacks;
    console.log(`  memory of the server: ${before} MB before, ${memoryOf(pid)} MB after`);
    for (const [name, counts] of Object.entries(answered))
      console.log(
        `  ${name}: ${Object.entries(counts)
          .map(([what, n]) => `${n} × ${what}`)
          .join(", ")}`,
      );
    const wrong = Object.values(answered).flatMap((counts) =>
      Object.keys(counts).filter((what) => /^5(?!03$)/.test(what)),
    );
    checks.say("no 5xx but 503 with Retry-After", wrong.length === 0, wrong.join());
    checks.say("the process is the same", pid === (await slipway.pidOf("server")));
    await allAnswer(checks, slipway, cookie, honest, ground.model);
  } catch (error) {
    checks.say("the attacks ran to their end", false, error instanceof Error ? error.message : String(error));
  } finally {
    await slipway.stop();
  }
  return checks.close();
}

/** Each door once: a server that has just begun reads its code when it is first asked, and that is not what is measured. */
async function warm(
  url: string,
  cookie: string,
  token: string,
  given: { run: string; model: string },
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const file = `/api/2.0/mlflow-artifacts/artifacts/0/${given.run}/artifacts/warm.txt`;
  for (const path of [`/models/${given.model}`, "/experiments/0", "/api/audit?limit=5", "/api/me"])
    await statusOf(fetch(`${url}${path}`, { headers: { cookie } }));
  await statusOf(fetch(`${url}${file}`, { method: "PUT", headers, body: "warm" }));
  await statusOf(fetch(`${url}/api/models/${given.model}/versions/1/comments`, { method: "POST", headers }));
  await (await fetch(`${url}/api/events`, { headers })).body?.cancel();
}

/** What the attacks need: runs whose search takes long, and a version to comment on. */
async function lay(wire: Wire): Promise<{ run: string; model: string }> {
  const params = Array.from({ length: 50 }, (_, index) => ({ key: `p${index}`, value: "abc".repeat(1500) }));
  let run = "";
  for (let made = 0; made < plan.runs; made++) {
    run = await createRun(wire);
    await mustCall(wire, "runs/log-batch", { run_id: run, params });
  }
  const model = "hostile";
  await mustCall(wire, "registered-models/create", { name: model });
  await mustCall(wire, "model-versions/create", { name: model, source: `runs:/${run}/model`, run_id: run });
  return { run, model };
}

async function mustCall(wire: Wire, path: string, body: unknown): Promise<void> {
  const { status, body: answered } = await call(wire, "POST", path, body);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answered)}`);
}

async function attack(given: Orders) {
  const tsx = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));
  const script = fileURLToPath(new URL("attacks.ts", import.meta.url));
  const child = spawn(process.execPath, [tsx, script], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(given));
  return tally.parse(JSON.parse(await text(child.stdout)));
}

/** Both questions at their fixed rates, whatever the answers take: who is kept waiting is counted from when it was due. */
async function measure(
  checks: Checks,
  when: string,
  wire: Wire,
  runId: string,
  ms: number,
  mostMs: number,
): Promise<void> {
  const metrics = (step: number) =>
    Array.from({ length: 100 }, (_, index) => ({
      key: `m${index}`,
      value: step,
      step,
      timestamp: 1_790_000_000_000 + step,
    }));
  const ask: Record<Asked, (step: number) => Promise<number>> = {
    me: () => statusOf(fetch(`${wire.url}/api/me`, { headers: { authorization: `Bearer ${wire.token}` } })),
    "log-batch": async (step) =>
      (await call(wire, "POST", "runs/log-batch", { run_id: runId, metrics: metrics(step) })).status,
  };
  await Promise.all(
    (["me", "log-batch"] as const).map(async (what) => {
      const times: number[] = [];
      const failed: number[] = [];
      const under: Promise<void>[] = [];
      const began = performance.now();
      for (let step = 0; performance.now() - began < ms; step++) {
        const due = began + step * everyMs[what];
        await pause(Math.max(0, due - performance.now()));
        under.push(
          ask[what](step).then((status) => {
            times.push(performance.now() - due);
            if (status !== 200) failed.push(status);
          }),
        );
      }
      await Promise.all(under);
      const [p50 = 0, p99 = 0, most = 0] = [0.5, 0.99, 1].map((share) => Math.round(quantile(times, share)));
      const load = `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores`;
      checks.say(
        `${what} ${when}: p50 / p99 / max ${p50} / ${p99} / ${most} ms of ${times.length} (${load})`,
        p99 <= mostMs,
        `more than ${mostMs} ms`,
      );
      checks.say(`${what} ${when}: all 200`, failed.length === 0, failed.slice(0, 20).join());
    }),
  );
}

const statusOf = (answer: Promise<Response>): Promise<number> =>
  answer.then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );

async function allAnswer(
  checks: Checks,
  slipway: Slipway,
  cookie: string,
  honest: Wire,
  model: string,
): Promise<void> {
  const { url } = slipway;
  checks.say("ready afterwards", await slipway.isReady());
  for (const path of [`/models/${model}`, "/experiments/0", "/api/audit?limit=5", "/api/me"]) {
    const began = performance.now();
    const status = await statusOf(fetch(`${url}${path}`, { headers: { cookie } }));
    checks.say(
      `${path} afterwards: 200 in ${Math.round(performance.now() - began)} ms`,
      status === 200,
      String(status),
    );
  }
  const found = await call(honest, "POST", "runs/search", { experiment_ids: ["0"], max_results: 5 });
  checks.say("a search afterwards: 200", found.status === 200, String(found.status));
}

/** Resident, in MB. */
function memoryOf(pid: number): number {
  try {
    const [, kb = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kb) / 1024);
  } catch {
    return Number.NaN;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
