import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { environmentWith } from "@/lib/env";
import { tied } from "@/lib/stores/embedded/system";
import { root } from "./root";
import { Told } from "./words";

const seedFile = join(root, "prisma/seed/main.ts");
const liveFile = join(root, "prisma/seed/live.ts");
const demoFile = z.object({
  users: z.array(z.object({ email: z.string(), password: z.string(), roles: z.array(z.string()) })),
});

export type DemoOptions = {
  url: string;
  environment: Record<string, string>;
  signal: AbortSignal;
};

/**
 * Fills the demo workspace: the seed is a process of its own that logs like everybody, prints its progress, and does
 * nothing when its work is done already. @throws Told when it fails.
 */
export async function runDemo({ url, environment, signal }: DemoOptions): Promise<void> {
  const env = environmentWith({ ...environment, SLIPWAY_URL: url, SLIPWAY_DEMO: "1" });
  const child = start(seedFile, ["ignore", "inherit", "inherit"], env, signal);
  const code = await new Promise<number | null>((done) => {
    child.once("error", () => done(null));
    child.once("exit", done);
  });
  if (code !== 0 && !signal.aborted)
    throw new Told(
      "The demo could not be filled: the lines above say why. `npm run demo -- --fresh` begins anew.",
    );
  // One run that is training while the demo is served; it ends with the launcher, and nothing waits for it.
  if (!signal.aborted)
    start(liveFile, ["ignore", "ignore", "ignore"], env, signal).on("error", () => undefined);
}

function start(file: string, stdio: StdioOptions, env: NodeJS.ProcessEnv, signal: AbortSignal): ChildProcess {
  const { command, args } = tied("TERM", process.execPath, ["--import", "tsx", file]);
  return spawn(command, args, { cwd: root, stdio, env, signal });
}

/** How to sign in, as lines; nothing when no demo was filled. */
export function signInLines(home: string): string[] {
  const file = join(home, "demo.json");
  if (!existsSync(file)) return [];
  const { users } = demoFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const width = Math.max(...users.map(({ email }) => email.length));
  return [
    "Sign in as:",
    ...users.map((one) => `  ${one.email.padEnd(width)}  ${one.password}  ${one.roles.join(", ")}`),
  ];
}
