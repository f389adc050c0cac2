import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { environmentWith } from "@/lib/env";
import { lockFolder } from "./lock";
import { root } from "./root";
import { Told } from "./words";

const sources = ["app", "components", "lib", "public", "prisma/generated"];
const files = [
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",

  "package-lock.json",
];
const aside = /\.test\.tsx?$|^lib\/(transports\/cli|stores\/(testing|embedded))\//;
const stampFile = join(root, ".next", "slipway-build.json");

/** Builds the production server unless the one that is there was made from exactly these sources. */
export async function buildIfNeeded(say: (line: string) => void): Promise<void> {
  if (isFresh()) return;
  const lock = await waitForTurn(say);
  try {
    if (!isFresh()) await build(say);
  } finally {
    lock.release();
  }
}

async function waitForTurn(say: (line: string) => void) {
  for (let told = false; ; told = true) {
    const lock = await lockFolder(root, `process ${process.pid}`);
    if ("release" in lock) return lock;
    if (!told) say("Another process builds Slipway just now: waiting for it.");
    await pause(500);
  }
}

function isFresh(): boolean {
  const id = buildId();
  if (id === undefined || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, "utf8") === stamp(id);
}

const stamp = (id: string) => JSON.stringify({ build: id, sources: hashOfSources() });

function buildId(): string | undefined {
  const file = join(root, ".next", "BUILD_ID");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const file of [...sources.flatMap(filesUnder), ...files]) {
    if (aside.test(file) || !existsSync(join(root, file))) continue;
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function filesUnder(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^\//, ""))
    .sort();
}

async function build(say: (line: string) => void): Promise<void> {
  say("Building Slipway: once for these sources, a minute or two.");
  const began = Date.now();
  const before = hashOfSources();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const timer = setInterval(() => say(`Still building (${seconds()} s).`), 20_000);
  const output = await nextBuild().finally(() => clearInterval(timer));
  if (output !== undefined) {
    const tail = output.trimEnd().split("\n").slice(-30).join("\n");
    process.stderr.write(`${tail}\n`);
    throw new Told(
      "The build failed: the lines above say where. Mend it, or run `npm ci` if packages are missing.",
    );
  }
  const id = buildId();
  if (id !== undefined) writeFileSync(stampFile, JSON.stringify({ build: id, sources: before }));
  say(`Built in ${seconds()} s.`);
}

/** @returns what the build printed when it failed. */
function nextBuild(): Promise<string | undefined> {
  return new Promise((done, refuse) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: environmentWith({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.once("error", refuse);
    child.once("exit", (code) => done(code === 0 ? undefined : output));
  });
}
