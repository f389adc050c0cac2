/**
 * Every benchmark, one table: `npm run bench [-- name …]`. The production build with embedded stores on a temporary home;
 * the client runs on the same machine, and counts. `--profile` writes a CPU profile of the server for each to ./bench-profile.
 */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { Slipway } from "../served";
import { benchAudit } from "./audit";
import { benchBoard } from "./board";
import { benchPicture, benchRedraw, benchTablePaint } from "./browser";
import { BenchClient } from "./client";
import { benchDecision } from "./decision";
import { type Figure, isMet, printTable } from "./figures";
import { benchClients, benchKeys, benchSteps } from "./logging";
import { benchMemory } from "./memory";
import { benchPage, benchRunsTable, benchSearch } from "./searching";
import { benchHistory, benchSeries } from "./series";
import type { Bench } from "./world";

const benches: Record<string, Bench> = {
  memory: benchMemory, // first: idle
  steps: benchSteps,
  keys: benchKeys,
  clients: benchClients,
  history: benchHistory,
  series: benchSeries,
  page: benchPage,
  search: benchSearch,
  table: benchRunsTable,
  board: benchBoard,
  decision: benchDecision,
  paint: benchTablePaint,
  picture: benchPicture,
  redraw: benchRedraw,
  audit: benchAudit,
};

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const profile = words.includes("--profile");
  const chosen = words.filter((word) => !word.startsWith("--"));
  const unknown = chosen.find((name) => !(name in benches));
  if (unknown !== undefined) {
    console.error(`There is no bench ${unknown}: ${Object.keys(benches).join(", ")}.`);
    return 1;
  }
  const slipway = new Slipway();
  const figures: Figure[] = [];
  try {
    await slipway.start(profile ? profiling() : {});
    const email = "bench@example.org";
    const { token, password } = slipway.addPerson(email, "engineer");
    for (const [name, bench] of Object.entries(benches)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      console.log(`${name} …`);
      const client = new BenchClient({ url: slipway.url, token });
      if (profile) process.kill(await slipway.pidOf("server"), "SIGUSR2");
      const measured = await bench({ client, slipway, person: { email, password } });
      if (profile) process.kill(await slipway.pidOf("server"), "SIGUSR2");
      for (const { what, value, unit } of measured) console.log(`  ${what}: ${value.toPrecision(4)} ${unit}`);
      figures.push(...measured);
      client.close();
    }
  } finally {
    await slipway.stop();
  }
  console.log("");
  printTable(figures);
  const missed = figures.filter((figure) => !isMet(figure)).length;
  console.log(`\n${figures.length - missed} aims met, ${missed} missed.`);
  return 0;
}

function profiling(): Record<string, string> {
  const folder = resolve("bench-profile");
  mkdirSync(folder, { recursive: true });
  return { NODE_OPTIONS: `--require ${resolve("e2e/bench/profile.cjs")}`, SLIPWAY_BENCH_PROFILE: folder };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
