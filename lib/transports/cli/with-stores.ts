import { changeEnv, readEnv } from "@/lib/env";
import { type Home, isEmbedded, openHome, readRunning, secretsOf } from "./home";
import { lockFolder } from "./lock";
import { chooseSecrets } from "./secrets";
import { serverEnvironment } from "./server";
import { migrateStores, type RunningStores, startStores } from "./stores";
import { lineOf, Told } from "./words";

export type CommandStores = Pick<RunningStores, "databaseUrl" | "migrateUrl" | "clickhouseUrl" | "files">;

/**
 * Runs an operator's command on the stores: those of a running launcher, those given by URL, or the home's own, started
 * for as long as the command takes. Afterwards `stores()` of `@/lib/stores/open` opens the same ones.
 * `demo` means the demo's databases; a running launcher decides for itself.
 */
export async function withStores<T>(
  options: { demo?: boolean; migrate?: boolean },
  work: (stores: CommandStores) => Promise<T>,
): Promise<T> {
  const env = readEnv();
  const running = isEmbedded(env) ? await runningStores(env.SLIPWAY_HOME) : undefined;
  const demo = running?.demo ?? options.demo ?? false;
  const home: Home | undefined = running ? undefined : await openHome(env, `process ${process.pid}`);
  const gaveUp = (error: Error) => {
    process.stderr.write(`${lineOf(error)}\n`);
    process.exit(1);
  };
  const stores = running ?? (home && (await startStores({ env, home, demo, say: () => undefined, gaveUp })));
  if (!stores) throw new Told("No stores to work on.");
  try {
    if (home && (options.migrate ?? true)) await migrateStores(stores, env);
    const secrets = chooseSecrets(env, home ?? { secrets: secretsOf(env.SLIPWAY_HOME) });
    changeEnv(serverEnvironment(env, secrets, stores, demo));
    return await work(stores);
  } finally {
    if (home) {
      await stores.stop();
      home.release();
    }
  }
}

/** Those of the launcher that holds the home; a `run.json` that a killed one left says nothing. */
async function runningStores(folder: string): Promise<(RunningStores & { demo: boolean }) | undefined> {
  const running = readRunning(folder);
  if (!running) return undefined;
  const lock = await lockFolder(folder, `process ${process.pid}`);
  if ("release" in lock) {
    lock.release();
    return undefined;
  }
  const { databaseUrl, clickhouseUrl, files, demo, pids } = running;
  return {
    databaseUrl,
    migrateUrl: databaseUrl,
    clickhouseUrl,
    files,
    demo,
    pids: () => pids,
    stop: async () => {},
  };
}
