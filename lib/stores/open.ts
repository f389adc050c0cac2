import { readEnv } from "@/lib/env";
import { type Database, openDatabase } from "./database/database";
import { type Files, openFiles } from "./files/files";
import type { Urgency } from "./journal/pump";
import { openTelemetry, type Telemetry } from "./telemetry/telemetry";

export type Stores = {
  database: Database;
  telemetry: Telemetry;
  files: Files;
  /** Tells the pump of this process that something was logged, or that somebody waits to read it. */
  poke: (urgency: Urgency) => void;
};

export type StoreUrls = { databaseUrl: string; clickhouseUrl: string; filesRoot: string };

/** Opens stores at given places; connects on first use. */
export const openStores = (urls: StoreUrls): Stores => ({
  database: openDatabase(urls.databaseUrl),
  telemetry: openTelemetry(urls.clickhouseUrl),
  files: openFiles(urls.filesRoot),
  poke: () => undefined,
});

declare global {
  // Next loads a module several times; what must be one in a process hangs on globalThis.
  var slipwayStores: Stores | undefined;
}

/** The stores of this process. */
export function stores(): Stores {
  globalThis.slipwayStores ??= openStores(placesFromEnv());
  return globalThis.slipwayStores;
}

function placesFromEnv(): StoreUrls {
  const env = readEnv();
  if (!env.DATABASE_URL || !env.CLICKHOUSE_URL)
    throw new Error(
      "DATABASE_URL and CLICKHOUSE_URL are not set. Start with `npm start`, which starts embedded stores, or give both.",
    );
  return { databaseUrl: env.DATABASE_URL, clickhouseUrl: env.CLICKHOUSE_URL, filesRoot: env.SLIPWAY_FILES };
}
