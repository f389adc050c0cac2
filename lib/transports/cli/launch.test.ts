import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { environmentWith, parseEnv } from "@/lib/env";
import { freePort } from "@/lib/stores/embedded/system";
import { openHome } from "./home";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function freshPlace() {
  const folder = mkdtempSync(join(tmpdir(), "launch-"));
  folders.push(folder);
  return { SLIPWAY_HOME: folder, PORT: String(await freePort()) };
}

/** Starts a launcher that must not get far, and gives how it ended and what it said. */
async function refused(environment: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/transports/cli/main.ts", "start"], {
    env: environmentWith({ DATABASE_URL: "", CLICKHOUSE_URL: "", ...environment }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const code = await new Promise((done) => child.once("close", done));
  return { code, said };
}

test("a second launcher on a home ends with one sentence", async () => {
  const place = await freshPlace();
  const home = await openHome(parseEnv({ NODE_ENV: "test", ...place }), "process 1");
  const { code, said } = await refused(place);
  home.release();
  expect(code).toBe(1);
  expect(said).toMatch(/^Another Slipway \(process 1\) runs on [^\n]*stop that one first[^\n]*\n$/);
});

test("a port that is taken ends it with one sentence, before anything starts", async () => {
  const place = await freshPlace();
  const server = createServer();
  await new Promise<void>((done) => server.listen(Number(place.PORT), "127.0.0.1", done));
  const { code, said } = await refused(place);
  await new Promise((done) => server.close(done));
  expect(code).toBe(1);
  expect(said).toBe(`Port ${place.PORT} is taken: stop what listens there, or set PORT to another.\n`);
});

test("one's own database without secrets ends it with one sentence", async () => {
  const { code, said } = await refused({
    ...(await freshPlace()),
    DATABASE_URL: "postgresql://a:b@127.0.0.1:1/x",
    CLICKHOUSE_URL: "http://a:b@127.0.0.1:1/x",
  });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^With your own DATABASE_URL, NEXTAUTH_SECRET and SLIPWAY_KEY are needed too[^\n]*\n$/,
  );
});
