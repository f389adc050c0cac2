import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: [
      "lib/**/*.test.{ts,tsx}",
      "components/**/*.test.{ts,tsx}",
      "e2e/house/**/*.test.ts",
      "prisma/**/*.test.ts",
    ],
    globalSetup: ["lib/stores/testing/global-setup.ts"],
    setupFiles: ["lib/stores/testing/fail-on-console-error.ts"],
    testTimeout: 40_000,
    expect: { poll: { timeout: 15_000, interval: 20 } }, // what is waited for comes when a busy machine lets it
    hookTimeout: 60_000,
  },
});
