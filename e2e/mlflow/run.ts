/**
 * The real MLflow clients against a Slipway: `npx tsx e2e/mlflow/run.ts [--only 2.17.2,3.17.2] [--url … --token …]`. First under
 * DEFAULT_POLICY `open`, where everything is as MLflow has it, then on the same data under the default, where Production is
 * guarded; at a --url of yours the first alone.
 * Each version has a virtual environment of its own under e2e/.cache. Exits 1 when anything did not hold.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { Slipway } from "../served";
import { signIn } from "../sign-in";
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
  policy: string;
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
  const outcomes: Outcome[] = [];
  const run = async (policy: string, env: () => Promise<Record<string, string>>) => {
    for (const { version, python } of pythons)
      outcomes.push(await runScript(version, python, policy, await env()));
  };
  if (values.url === undefined) await withOurOwn(run);
  else {
    const { url, token = "" } = values;
    await run("open", async () => ({ MLFLOW_TRACKING_URI: url, MLFLOW_TRACKING_TOKEN: token }));
  }
  return report(outcomes);
}

/** A Slipway of its own, with an engineer whose token the client sends, and another one who approves. */
async function withOurOwn(
  run: (policy: string, env: () => Promise<Record<string, string>>) => Promise<void>,
) {
  const slipway = new Slipway();
  try {
    await slipway.start({ DEFAULT_POLICY: "open" });
    const [engineer, approver] = ["mlflow@example.org", "approver@example.org"] as const;
    const { token, password } = slipway.addPerson(engineer, "engineer");
    slipway.addPerson(approver, "engineer");
    const env = async () => ({
      MLFLOW_TRACKING_URI: slipway.url,
      MLFLOW_TRACKING_TOKEN: token,
      SLIPWAY_ENGINEER: await signIn(slipway.url, engineer, password),
      SLIPWAY_APPROVER: await signIn(slipway.url, approver, password),
    });
    await run("open", env);
    await slipway.restart({ DEFAULT_POLICY: "" });
    await run("team", env);
  } finally {
    await slipway.stop();
  }
}

async function runScript(
  version: string,
  python: string,
  policy: string,
  env: Record<string, string>,
): Promise<Outcome> {
  console.log(`\nmlflow ${version}, policy ${policy}`);
  const began = Date.now();
  const child = spawn(python, ["-u", "main.py", policy], {
    cwd: join(root, "e2e/mlflow/script"),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...env,
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
  return { version, policy, sections, code: child.exitCode, seconds: (Date.now() - began) / 1000 };
}

function report(outcomes: Outcome[]): number {
  console.log("\nclient    sections  held  failed  seconds  policy");
  for (const { version, policy, sections, code, seconds } of outcomes) {
    const held = sections.reduce((sum, { passed }) => sum + passed, 0);
    const failed = sections.reduce((sum, { failures }) => sum + failures.length, 0);
    const died = code === 0 || failed > 0 ? "" : `  ended with ${code}`;
    console.log(
      `${version.padEnd(10)}${String(sections.length).padStart(8)}${String(held).padStart(6)}${String(failed).padStart(8)}${seconds.toFixed(0).padStart(9)}  ${policy}${died}`,
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
