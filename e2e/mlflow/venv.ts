import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The Python of a virtual environment with that client, made once under e2e/.cache. Error: what pip said last. */
export function pythonWith(version: string, cache: string): string {
  const folder = join(cache, `venv-${version}`);
  const python = join(folder, "bin", "python");
  const whole = join(folder, "whole"); // written last, so that a broken install is made anew
  if (existsSync(whole)) return python;
  mkdirSync(cache, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  console.log(`Installing mlflow ${version} for Python (once, some minutes).`);
  must("python3", ["-m", "venv", folder]);
  // Old clients ask setuptools for pkg_resources, which newer ones no longer bring.
  must(python, [
    "-m",
    "pip",
    "install",
    "-q",
    `mlflow==${version}`,
    "scikit-learn",
    "pandas",
    "setuptools<80",
  ]);
  writeFileSync(whole, version);
  return python;
}

function must(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr.slice(-2000)}`);
}

export const hasPython = (): boolean =>
  spawnSync("python3", ["-c", "import venv, ensurepip"], { stdio: "ignore" }).status === 0;
