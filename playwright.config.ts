import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./e2e/browser";

// The configuration is read again in each worker, which must find the same Slipway.
process.env.JOURNEYS_HOME ??= mkdtempSync(join(tmpdir(), "slipway-journeys-"));
process.env.JOURNEYS_PORT ??= String(20_000 + (process.pid % 10_000));
const home = process.env.JOURNEYS_HOME;
const port = process.env.JOURNEYS_PORT;
const given = process.env.JOURNEYS_URL;
const url = given ?? `http://127.0.0.1:${port}`;

/** Journeys through the demo in a real browser; JOURNEYS_URL and JOURNEYS_HOME take one that runs already. */
export default defineConfig({
  testDir: "e2e/journeys",
  testMatch: "**/*.journey.ts",
  globalSetup: "./e2e/journeys/setup.ts",
  timeout: 120_000,
  expect: { timeout: 15_000 }, // a machine that does other things as well answers late, not wrong
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  use: {
    baseURL: url,
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    launchOptions: findBrowser() ?? {},
    screenshot: "only-on-failure",
    trace: "off", // recording one took as long as the journey; a picture and the page's words are kept of what fails
  },
  ...(given === undefined
    ? {
        webServer: {
          command: "node --import tsx lib/transports/cli/main.ts demo",
          url: `${url}/api/health/ready`,
          timeout: 300_000,
          gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
          env: {
            SLIPWAY_HOME: home,
            PORT: port,
            DATABASE_URL: "",
            CLICKHOUSE_URL: "",
            PUBLIC_URL: "",
            WEBHOOK_ALLOW: "127.0.0.1/32", // where a journey's receiver listens
          },
        },
      }
    : {}),
});
