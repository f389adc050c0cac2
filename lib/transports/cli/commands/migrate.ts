import { readEnv } from "@/lib/env";
import { openHome } from "../home";
import { migrateStores, startStores } from "../stores";
import { say } from "../words";

export const name = "migrate";
export const summary = "bring both stores to this version";
export const help = `migrate [--demo]
Applies the migrations that the stores do not have yet, each in one transaction; what is applied already is compared
with its file. Uses DATABASE_URL (or MIGRATE_DATABASE_URL, the owner's) and CLICKHOUSE_URL when given, otherwise the
embedded stores of SLIPWAY_HOME, which no running server may hold: a server migrates by itself when it starts.
  --demo   the demo's databases`;

export async function run(args: string[]): Promise<void> {
  const env = readEnv();
  const home = await openHome(env, `process ${process.pid}`);
  const gaveUp = (error: Error) => process.emitWarning(error);
  const stores = await startStores({ env, home, demo: args.includes("--demo"), say, gaveUp });
  try {
    const applied = await migrateStores(stores, env);
    for (const one of applied) say(`Applied ${one}`);
    say(applied.length === 0 ? "Nothing to do: both stores are up to date." : "Both stores are up to date.");
  } finally {
    await stores.stop();
    home.release();
  }
}
