/**
 * `npm test`: everything, on a machine with only Node and git. Fetches what it needs, or says in one line what is skipped;
 * under CI nothing may be skipped. The last line is "N passed, N failed" over all.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fetchBrowser, installPackages } from "./browser";

type Counts = { passed: number; failed: number };
type Part = {
  name: string;
  command: string[];
  /** Reads the part's own counts from what it printed. */
  count: (printed: string) => Counts;
  /** Null when it can run, or why it cannot. */
  lacks?: () => string | null;
};

const ci = process.env.CI === "true" || process.env.CI === "1";
const node = process.execPath;
const tsx = "node_modules/tsx/dist/cli.mjs";

const parts: Part[] = [
  { name: "check", command: ["npm", "run", "check"], count: countVitest },
  { name: "faults", command: [node, tsx, "e2e/faults/kill.ts", "--short"], count: countClosing },
  {
    name: "hostile neighbours",
    command: [node, tsx, "e2e/faults/neighbours.ts", "--short"],
    count: countClosing,
  },
  { name: "bad input", command: [node, tsx, "e2e/bad-input/main.ts"], count: countClosing },
  {
    name: "MLflow's clients",
    command: [node, tsx, "e2e/mlflow/run.ts", "--only", "2.17.2,3.17.2"],
    count: countClients,
    lacks: () => (fetchPython() ? null : "python3 with venv is not here"),
  },
  {
    name: "journeys",
    command: [node, "node_modules/@playwright/test/cli.js", "test", "--reporter=list"],
    count: countJourneys,
    lacks: () => (fetchBrowser() ? null : "no browser is here, and none could be fetched"),
  },
];

async function main(): Promise<number> {
  const total: Counts = { passed: 0, failed: 0 };
  const add = (name: string, { passed, failed }: Counts) => {
    total.passed += passed;
    total.failed += failed;
    console.log(`\n== ${name}: ${passed} passed, ${failed} failed`);
  };
  for (const { name, command, count, lacks } of parts) {
    const lack = lacks?.() ?? null;
    if (lack !== null) {
      console.log(`\n== ${name}: skipped, because ${lack}`);
      if (ci) add(name, { passed: 0, failed: 1 });
      continue;
    }
    console.log(`\n== ${name}`);
    const { code, printed } = await run(command);
    const counts = count(printed);
    // A part that ended badly has failed, even where it counted nothing.
    const failed = code === 0 ? counts.failed : Math.max(1, counts.failed);
    const empty = counts.passed + failed === 0;
    add(name, { passed: counts.passed, failed: empty ? 1 : failed });
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

function run([command = node, ...args]: string[]): Promise<{ code: number | null; printed: string }> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NEXT_TELEMETRY_DISABLED: "1" },
    });
    let printed = "";
    for (const [stream, out] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      stream.on("data", (chunk: Buffer) => {
        printed += chunk;
        out.write(chunk);
      });
    child.once("error", (error) => done({ code: 1, printed: printed + error.message }));
    child.once("close", (code) => done({ code, printed }));
  });
}

const numberOf = (text: string | undefined) => Number(text ?? 0);

/** "      Tests  2 failed | 380 passed (382)" */
function countVitest(printed: string): Counts {
  const line = /^\s*Tests\s+(.*)$/m.exec(printed)?.[1] ?? "";
  return {
    passed: numberOf(/(\d+) passed/.exec(line)?.[1]),
    failed: numberOf(/(\d+) failed/.exec(line)?.[1]),
  };
}

/** "17 passed, 0 failed" */
function countClosing(printed: string): Counts {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(printed) ?? [];
  return { passed: numberOf(passed), failed: numberOf(failed) };
}

/** A row a client: version, sections, held, failed. */
function countClients(printed: string): Counts {
  const counts: Counts = { passed: 0, failed: 0 };
  for (const [, held, failed] of printed.matchAll(/^\d+\.\d+\.\d+\s+\d+\s+(\d+)\s+(\d+)\s/gm)) {
    counts.passed += numberOf(held);
    counts.failed += numberOf(failed);
  }
  return counts;
}

/** "  3 failed", "  12 passed (40s)"; one that did not run counts as failed. */
function countJourneys(printed: string): Counts {
  const count = (word: string) => numberOf(new RegExp(`^\\s+(\\d+) ${word}`, "m").exec(printed)?.[1]);
  return {
    passed: count("passed"),
    failed: count("failed") + count("did not run") + (ci ? count("skipped") : 0),
  };
}

function fetchPython(): boolean {
  const works = () =>
    spawnSync("python3", ["-c", "import venv, ensurepip"], { stdio: "ignore" }).status === 0;
  if (works()) return true;
  return existsSync("/usr/bin/apt-get") && installPackages(["python3", "python3-venv"]) && works();
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
