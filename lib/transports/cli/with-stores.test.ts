import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeEnv, readEnv } from "@/lib/env";
import { openHome, writeRunning } from "./home";
import { withStores } from "./with-stores";

const folder = mkdtempSync(join(tmpdir(), "with-stores-"));
beforeAll(() => changeEnv({ SLIPWAY_HOME: folder, DATABASE_URL: "", CLICKHOUSE_URL: "" }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const running = {
  pids: { launcher: process.pid },
  url: "http://127.0.0.1:3000",
  databaseUrl: "postgresql://a:b@127.0.0.1:1/slipway_demo",
  clickhouseUrl: "http://a:b@127.0.0.1:2/slipway_demo",
  files: join(folder, "files-demo"),
  demo: true,
};

test("while a launcher runs, a command works on that launcher's stores", async () => {
  const home = await openHome(readEnv(), "the launcher");
  writeRunning(folder, running);
  const { databaseUrl, files } = await withStores({}, async (stores) => stores);
  expect({ databaseUrl, files }).toEqual({ databaseUrl: running.databaseUrl, files: running.files });
  expect(readEnv()).toMatchObject({ DATABASE_URL: running.databaseUrl, SLIPWAY_FILES: running.files });
  home.release();
  changeEnv({ DATABASE_URL: "", CLICKHOUSE_URL: "", SLIPWAY_FILES: "" });
});
