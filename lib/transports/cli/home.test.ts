import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { openHome, readRunning, writeRunning } from "./home";
import { chooseSecrets } from "./secrets";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function freshEnv(more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "home-"));
  folders.push(folder);
  return parseEnv({ NODE_ENV: "test", SLIPWAY_HOME: folder, ...more });
}

test("a home is private, and its secrets stay", async () => {
  const env = freshEnv();
  chmodSync(env.SLIPWAY_HOME, 0o755);
  const first = await openHome(env, "first");
  first.release();
  const second = await openHome(env, "second");
  second.release();
  expect(second.secrets).toEqual(first.secrets);
  expect(first.secrets.nextauthSecret).not.toBe(first.secrets.key);
  expect(statSync(env.SLIPWAY_HOME).mode & 0o777).toBe(0o700);
  expect(statSync(join(env.SLIPWAY_HOME, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a second launcher on a home is refused with a sentence that names the first", async () => {
  const env = freshEnv();
  const first = await openHome(env, "process 4711, http://127.0.0.1:3000");
  await expect(openHome(env, "another")).rejects.toThrow(
    /^Another Slipway \(process 4711, http:\/\/127\.0\.0\.1:3000\) runs on .*: stop that one first, or set SLIPWAY_HOME/,
  );
  first.release();
  await expect.poll(() => openHome(env, "third").then((home) => home.release())).toBeUndefined();
});

test("the lock dies with its process, however that ends", async () => {
  const env = freshEnv();
  const script = `
    const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, "lock.ts"))});
    await lockFolder(${JSON.stringify(env.SLIPWAY_HOME)}, "a child");
    console.log("locked");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  await expect(openHome(env, "us")).rejects.toThrow(/a child/);
  child.kill("SIGKILL");
  await once(child, "exit");
  (await openHome(env, "us")).release();
});

test("instances on given stores share a home", async () => {
  const env = freshEnv({ DATABASE_URL: "postgresql://a:b@db/x", CLICKHOUSE_URL: "http://a:b@ch/x" });
  const homes = [await openHome(env, "one"), await openHome(env, "two")];
  for (const home of homes) home.release();
});

test("what runs is written for the operator's tool alone", async () => {
  const { SLIPWAY_HOME: folder } = freshEnv();
  const running = {
    pids: { launcher: 1 },
    url: "http://127.0.0.1:3000",
    databaseUrl: "postgresql://a:b@127.0.0.1:1/slipway",
    clickhouseUrl: "http://a:b@127.0.0.1:2/slipway",
    files: join(folder, "files"),
    demo: false,
  };
  expect(readRunning(folder)).toBeUndefined();
  writeRunning(folder, running);
  expect(readRunning(folder)).toEqual(running);
  expect(statSync(join(folder, "run.json")).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(join(folder, "run.json"), "utf8"))).toEqual(running);
});

test("with one's own database, secrets are asked for; otherwise the home's serve", () => {
  const secrets = { nextauthSecret: "n".repeat(43), key: "k".repeat(43) };
  expect(chooseSecrets(freshEnv(), { secrets })).toEqual(secrets);
  const given = { DATABASE_URL: "postgresql://a:b@db/x" };
  expect(() => chooseSecrets(freshEnv(given), { secrets })).toThrow(
    /NEXTAUTH_SECRET and SLIPWAY_KEY are needed/,
  );
  const own = { NEXTAUTH_SECRET: "x".repeat(32), SLIPWAY_KEY: "y".repeat(32) };
  expect(chooseSecrets(freshEnv({ ...given, ...own }), { secrets })).toEqual({
    nextauthSecret: own.NEXTAUTH_SECRET,
    key: own.SLIPWAY_KEY,
  });
});
