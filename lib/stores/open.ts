import type { DefaultPolicy } from "@/lib/core/registry/policies/policy";
import { type Env, readEnv } from "@/lib/env";
import { perProcess } from "@/lib/process";
import { type Database, openDatabase } from "./database/database";
import { type Files, openFiles } from "./files/files";
import type { Urgency } from "./journal/pump";
import { type Outgoing, type OutgoingSettings, openOutgoing } from "./outgoing/outgoing";
import { openTelemetry, type Telemetry } from "./telemetry/telemetry";

export type Stores = {
  database: Database;
  telemetry: Telemetry;
  files: Files;
  outgoing: Outgoing;
  /** What guards Production where neither the model nor the set-up says so. */
  defaultPolicy: DefaultPolicy;
  /** Tells the pump of this process that something was logged, or that somebody waits to read it. */
  poke: (urgency: Urgency) => void;
};

export type StoreUrls = {
  databaseUrl: string;
  clickhouseUrl: string;
  filesRoot: string;
  defaultPolicy?: DefaultPolicy;
};
type Places = StoreUrls & { outgoing: OutgoingSettings };

/** Opens stores at given places; connects on first use. */
export const openStores = (urls: Places): Stores => ({
  database: openDatabase(urls.databaseUrl),
  telemetry: openTelemetry(urls.clickhouseUrl),
  files: openFiles(urls.filesRoot),
  outgoing: openOutgoing(urls.outgoing),
  defaultPolicy: urls.defaultPolicy ?? "team",
  poke: () => undefined,
});

/** The stores of this process. */
export function stores(): Stores {
  perProcess.stores ??= openStores(placesFromEnv());
  return perProcess.stores;
}

function placesFromEnv(): Places {
  const env = readEnv();
  if (!env.DATABASE_URL || !env.CLICKHOUSE_URL)
    throw new Error(
      "DATABASE_URL and CLICKHOUSE_URL are not set. Start with `npm start`, which starts embedded stores, or give both.",
    );
  const ports = [env.DATABASE_URL, env.CLICKHOUSE_URL].map((url) => Number(new URL(url).port));
  return {
    databaseUrl: env.DATABASE_URL,
    clickhouseUrl: env.CLICKHOUSE_URL,
    filesRoot: env.SLIPWAY_FILES,
    defaultPolicy: env.DEFAULT_POLICY,
    outgoing: outgoingFrom(env, [env.PORT, ...ports]),
  };
}

const outgoingFrom = (env: Env, ownPorts: number[]): OutgoingSettings => ({
  allowed: env.WEBHOOK_ALLOW,
  ownPorts,
  publicUrl: (env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`).replace(/\/$/, ""),
  ...(env.SLIPWAY_KEY === undefined ? {} : { key: env.SLIPWAY_KEY }),
  ...(env.SMTP_URL === undefined ? {} : { smtpUrl: env.SMTP_URL }),
  ...(env.MAIL_FROM === undefined ? {} : { mailFrom: env.MAIL_FROM }),
});
