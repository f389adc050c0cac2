/**
 * The real MLflow clients against a Slipway: `npx tsx e2e/mlflow/run.ts [--only 2.17.2,3.17.2] [--url … --token …]`.
 * Each version has a virtual environment of its own under e2e/.cache. Exits 1 when anything did not hold.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startSlipway } from "./slipway";
import { hasPython, pythonWith } from "./venv";

const versions = ["2.17.2", "2.22.5", "3.6.0", "3.17.2"];
const root = fileURLToPath(new URL("../..", import.meta.url));
const sectionLine = z.object({
  section: z.string(),
  passed: z.number(),
  failures: z.array(z.string()),
  seconds: z.number(),
});
type Outcome = {
  version: string;
  sections: z.infer<typeof sectionLine>[];
  code: number | null;
  seconds: number;
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: "string" }, url: { type: "string" }, token: { type: "string" } },
  });
  const chosen = values.only?.split(",") ?? versions;
  if (!hasPython()) {
    console.log(
      "Skipped: the MLflow client's test needs python3 with venv, which this machine does not have.",
    );
    return process.env.CI ? 1 : 0;
  }
  const pythons = chosen.map((version) => ({
    version,
    python: pythonWith(version, join(root, "e2e/.cache")),
  }));
  const served =
    values.url !== undefined
      ? { url: values.url, token: values.token ?? "", stop: async () => undefined }
      : await startSlipway(root);
  try {
    const outcomes: Outcome[] = [];
    for (const { version, python } of pythons) outcomes.push(await runScript(version, python, served));
    return report(outcomes);
  } finally {
    await served.stop();
  }
}

async function runScript(
  version: string,
  python: string,
  { url, token }: { url: string; token: string },
): Promise<Outcome> {
  console.log(`\nmlflow ${version}`);
  const began = Date.now();
  const child = spawn(python, ["-u", "main.py"], {
    cwd: join(root, "e2e/mlflow/script"),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      MLFLOW_TRACKING_URI: url,
      MLFLOW_TRACKING_TOKEN: token,
      MLFLOW_DISABLE_TELEMETRY: "true",
      DO_NOT_TRACK: "true",
      MLFLOW_HTTP_REQUEST_MAX_RETRIES: "1",
      MLFLOW_HTTP_REQUEST_TIMEOUT: "10",
      MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR: "false",
      GIT_PYTHON_REFRESH: "quiet",
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
  const sections: Outcome["sections"] = [];
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk).slice(-8000);
  });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("SECTION ")) continue;
    const section = sectionLine.parse(JSON.parse(line.slice("SECTION ".length)));
    sections.push(section);
    const verdict = section.failures.length === 0 ? "ok  " : "FAIL";
    console.log(
      `  ${verdict} ${section.section.padEnd(34)} ${String(section.passed).padStart(3)} held  ${section.seconds.toFixed(1)} s`,
    );
    for (const failure of section.failures) console.log(`       ${failure.replaceAll("\n", "\n       ")}`);
  }
  await ended;
  if (sections.length === 0) console.log(said);
  return { version, sections, code: child.exitCode, seconds: (Date.now() - began) / 1000 };
}

function report(outcomes: Outcome[]): number {
  console.log("\nclient    sections  held  failed  seconds");
  for (const { version, sections, code, seconds } of outcomes) {
    const held = sections.reduce((sum, { passed }) => sum + passed, 0);
    const failed = sections.reduce((sum, { failures }) => sum + failures.length, 0);
    const died = code === 0 || failed > 0 ? "" : `  ended with ${code}`;
    console.log(
      `${version.padEnd(10)}${String(sections.length).padStart(8)}${String(held).padStart(6)}${String(failed).padStart(8)}${seconds.toFixed(0).padStart(9)}${died}`,
    );
  }
  return outcomes.every(({ code }) => code === 0) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
