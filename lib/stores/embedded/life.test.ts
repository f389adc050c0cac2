import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import type { Child } from "./child";
import { startClickHouse } from "./clickhouse/start";
import { startPostgres } from "./postgres/start";
import { processState } from "./system";

const cleanUps: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A home as a first start finds it: 0700, ours, and a place outside for what another user must reach. */
function freshHome() {
  const [home, outside] = [mkdtempSync(join(tmpdir(), "life-")), mkdtempSync(join(tmpdir(), "life-pg-"))];
  mkdirSync(join(home, "logs"));
  for (const folder of [home, outside]) cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const said: string[] = [];
  const common = {
    log: "ignore" as const,
    say: (line: string) => said.push(line),
    gaveUp: () => said.push("gave up"),
  };
  return {
    home,
    said,
    postgres: () => keep(startPostgres({ ...common, home, outside })),
    clickhouse: () => keep(startClickHouse({ ...common, folder: join(home, "clickhouse") })),
  };
}

async function keep<T extends { child: Child }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  cleanUps.push(() => started.child.stop());
  return started;
}

function killed(child: Child): number {
  const { pid } = child;
  if (pid === undefined) throw new Error("not running");
  process.kill(pid, "SIGKILL");
  return pid;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" }).finally(() => client.end());
  return rows.flat();
}

const selectOne = async (url: string) => {
  const { origin, username, password } = new URL(url);
  const headers = { "x-clickhouse-user": username, "x-clickhouse-key": password };
  return (await fetch(origin, { method: "POST", body: "SELECT 1", headers })).text();
};

test("PostgreSQL killed alone serves again at the same place, with what was committed", async () => {
  const { postgres, said } = freshHome();
  const { child, url } = await postgres();
  await ask(url("postgres"), "CREATE TABLE kept AS SELECT 7 AS n");
  const before = killed(child);
  await expect.poll(() => said, { timeout: 20_000 }).toContain("PostgreSQL serves again.");
  expect(child.pid).not.toBe(before);
  expect(await ask(url("postgres"), "SELECT n FROM kept")).toEqual([7]);
});

test("ClickHouse killed alone serves again at the same place", async () => {
  const { clickhouse, said } = freshHome();
  const { child, url } = await clickhouse();
  killed(child);
  await expect.poll(() => said, { timeout: 20_000 }).toContain("ClickHouse serves again.");
  expect(await selectOne(url("default"))).toBe("1\n");
});

test("the home stays ours alone, and PostgreSQL runs as nobody special", async () => {
  const { postgres, home } = freshHome();
  const { folder, url } = await postgres();
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(statSync(join(home, "postgres.json")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "data")).uid === 0).toBe(false);
  expect(await ask(url("postgres"), "SHOW fsync")).toEqual(["on"]);
  expect(await ask(url("postgres"), "SHOW listen_addresses")).toEqual(["127.0.0.1"]);
  const guess = new URL(url("postgres"));
  guess.password = "postgres";
  await expect(ask(guess.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
});

test("a postmaster.pid of another living process stops nothing", async () => {
  const { postgres } = freshHome();
  const first = await postgres();
  await first.child.stop();
  const file = join(first.folder, "data", "postmaster.pid");
  writeFileSync(file, `${process.pid}\n${join(first.folder, "data")}\n1700000000\n5432\n\n127.0.0.1\n`);
  const second = await postgres();
  expect(await ask(second.url("postgres"), "SELECT 1")).toEqual([1]);
});

test("a cluster that was there and is gone is a loss that is told, not a fresh start", async () => {
  const { postgres, home } = freshHome();
  const first = await postgres();
  await first.child.stop();
  rmSync(join(first.folder, "data"), { recursive: true });
  await expect(postgres()).rejects.toThrow(/is not there any more.*postgres\.json/);
  rmSync(join(home, "postgres.json"));
  expect(await ask((await postgres()).url("postgres"), "SELECT 1")).toEqual([1]);
});

/** A launcher in a process of its own, whose stores we orphan. */
async function launcherOf(home: string): Promise<ChildProcess & { pids: number[] }> {
  const script = `
    import { startPostgres } from "@/lib/stores/embedded/postgres/start";
    import { startClickHouse } from "@/lib/stores/embedded/clickhouse/start";
    const common = { log: "ignore", say() {}, gaveUp() {} };
    const home = ${JSON.stringify(home)};
    Promise.all([
      startPostgres({ ...common, home, outside: home + "-outside" }),
      startClickHouse({ ...common, folder: home + "/clickhouse" }),
    ]).then((started) => console.log(started.map(({ child }) => child.pid).join(" ")));
    setInterval(() => {}, 1000);`;
  const file = join(import.meta.dirname, `launcher-${process.pid}.tmp.ts`);
  writeFileSync(file, script);
  cleanUps.push(() => rmSync(file, { force: true }));
  const launcher = spawn(process.execPath, ["--import", "tsx", file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanUps.push(() => launcher.kill("SIGKILL"));
  cleanUps.push(() => rmSync(`${home}-outside`, { recursive: true, force: true }));
  const line = await new Promise<string>((done) =>
    launcher.stdout.once("data", (chunk) => done(String(chunk))),
  );
  return Object.assign(launcher, { pids: line.trim().split(" ").map(Number) });
}

const isAlive = (pid: number) => processState(pid).state === "alive";

test("both stores end when their launcher is killed", async () => {
  const { home } = freshHome();
  const launcher = await launcherOf(home);
  expect(launcher.pids.map(isAlive)).toEqual([true, true]);
  launcher.kill("SIGKILL");
  await expect.poll(() => launcher.pids.filter(isAlive), { timeout: 15_000 }).toEqual([]);
});

test("orphans that still hold the folders are ended by the next start, which says so", async () => {
  const { home, said } = freshHome();
  const launcher = await launcherOf(home);
  launcher.kill("SIGSTOP"); // it holds its children and their stdin open, as an orphan that nothing ends
  cleanUps.push(() => launcher.kill("SIGKILL"));
  const common = { log: "ignore" as const, say: (line: string) => said.push(line), gaveUp: () => undefined };
  const postgres = await keep(startPostgres({ ...common, home, outside: `${home}-outside` }));
  const clickhouse = await keep(startClickHouse({ ...common, folder: join(home, "clickhouse") }));
  expect(await ask(postgres.url("postgres"), "SELECT 1")).toEqual([1]);
  expect(await selectOne(clickhouse.url("default"))).toBe("1\n");
  expect(said.join("\n")).toMatch(
    /Found PostgreSQL of an earlier start.*\n.*Found ClickHouse of an earlier start/,
  );
  expect(readFileSync(join(home, "clickhouse.pid"), "utf8")).toBe(String(clickhouse.child.pid));
});
