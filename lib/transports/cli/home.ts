import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Env } from "@/lib/env";
import { lockFolder } from "./lock";
import { Told } from "./words";

const secretsFile = z.object({ nextauthSecret: z.string(), key: z.string() });
export type Secrets = z.infer<typeof secretsFile>;

const runFile = z.object({
  pids: z.record(z.string(), z.number()),
  url: z.string().nullable(),
  databaseUrl: z.string(),
  clickhouseUrl: z.string(),
  files: z.string(),
  demo: z.boolean(),
});
/** What a running launcher tells the operator's tool. */
export type Running = z.infer<typeof runFile>;

export type Home = {
  folder: string;
  secrets: Secrets;
  log: (name: string) => number;
  release: () => void;
};

/** True while a store of the home's own runs in it, which only one launcher may hold. */
export const isEmbedded = (env: Env): boolean => !(env.DATABASE_URL && env.CLICKHOUSE_URL);

/**
 * Makes the home folder (0700) and its secrets, and takes its lock while a store is embedded: several instances on
 * given stores may share a home. @throws Told when another process holds it.
 */
export async function openHome(env: Env, holder: string): Promise<Home> {
  const folder = env.SLIPWAY_HOME;
  makeFolder(folder);
  const lock = isEmbedded(env) ? await lockFolder(folder, holder) : undefined;
  if (lock && "holder" in lock) throw new Told(taken(folder, lock.holder));
  mkdirSync(join(folder, "logs"), { recursive: true, mode: 0o700 });
  return {
    folder,
    secrets: secretsOf(folder),
    log: (name) => openLog(folder, name),
    release: () => {
      rmSync(join(folder, "run.json"), { force: true });
      lock?.release();
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Told(`SLIPWAY_HOME cannot be used (${why}): give a folder that you may write to.`);
  }
}

function taken(folder: string, holder: string): string {
  const who = holder === "" ? "Another Slipway" : `Another Slipway (${holder})`;
  return `${who} runs on ${folder}: stop that one first, or set SLIPWAY_HOME to another folder.`;
}

/** The generated secrets, made on first use. They must survive: sessions and webhook secrets hang on them. */
export function secretsOf(folder: string): Secrets {
  makeFolder(folder);
  const file = join(folder, "secrets.json");
  if (existsSync(file)) return secretsFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const fresh = () => randomBytes(32).toString("base64url");
  const secrets = { nextauthSecret: fresh(), key: fresh() };
  writeWhole(file, secrets);
  return secrets;
}

const largestLog = 20 * 1024 * 1024;

function openLog(folder: string, name: string): number {
  const file = join(folder, "logs", `${name}.log`);
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

export function writeRunning(folder: string, running: Running): void {
  writeWhole(join(folder, "run.json"), running);
}

/** What a running launcher of this home wrote, or undefined. */
export function readRunning(folder: string): Running | undefined {
  const file = join(folder, "run.json");
  if (!existsSync(file)) return undefined;
  const read = runFile.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return read.success ? read.data : undefined;
}

function writeWhole(file: string, value: unknown): void {
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
