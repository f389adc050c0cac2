import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** How to start a browser that is here: Playwright's own, else the system's. Undefined: there is none. */
export function findBrowser(): { executablePath?: string; args: string[] } | undefined {
  // Chromium's sandbox refuses root, which containers of CI run as.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  if (existsSync(chromium.executablePath())) return { args };
  const executablePath = places.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath, args };
}

/** Fetches a browser where there is none: Debian's as root, else Playwright's own. @returns whether one is there now. */
export function fetchBrowser(): boolean {
  if (findBrowser()) return true;
  if (isRoot() && installPackages(["chromium"])) return findBrowser() !== undefined;
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "ignore",
    timeout: 180_000,
  });
  return findBrowser() !== undefined;
}

const isRoot = () => process.getuid?.() === 0;

/** Debian's packages, where we are root and it is Debian. */
export function installPackages(names: readonly string[]): boolean {
  if (!isRoot() || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    execFileSync("apt-get", ["install", "-y", "-qq", ...names], { stdio: "ignore", env });
    return true;
  } catch {
    return false;
  }
}
