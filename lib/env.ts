import { resolve } from "node:path";
import { z } from "zod";
import { parseNetwork } from "./core/webhooks/addresses";

const flag = z.enum(["0", "1", "false", "true"]).transform((value) => value === "1" || value === "true");
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must look like ${example}` });

const networks = z
  .string()
  .default("")
  .transform((value, context) =>
    value
      .split(/[\s,]+/)
      .filter((part) => part !== "")
      .map((part) => {
        const network = parseNetwork(part);
        if (network !== null) return network;
        context.addIssue("must be networks like 10.0.0.0/8, fd00::/8, with commas between them");
        return z.NEVER;
      }),
  );

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  SLIPWAY_HOME: z.string().default(".slipway"),
  DATABASE_URL: url(/^postgres(ql)?$/, "postgresql://user:password@host:5432/slipway").optional(),
  MIGRATE_DATABASE_URL: url(/^postgres(ql)?$/, "postgresql://owner:password@host:5432/slipway").optional(),
  CLICKHOUSE_URL: url(/^https?$/, "http://user:password@host:8123/slipway").optional(),
  PUBLIC_URL: url(/^https?$/, "https://slipway.example.org").optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SLIPWAY_KEY: z.string().min(32, "must have at least 32 characters").optional(),
  DEFAULT_POLICY: z.enum(["team", "alone", "open"], "must be team, alone or open").default("team"),
  OIDC_ISSUER: url(/^https?$/, "https://login.example.org").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("single sign-on"),
  SMTP_URL: url(/^smtps?$/, "smtps://user:password@mail.example.org").optional(),
  MAIL_FROM: z.string().max(300).optional(),
  WEBHOOK_ALLOW: networks,
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  // Given by the launcher to the server it starts.
  SLIPWAY_FILES: z.string().optional(),
  SLIPWAY_DEMO: flag.default(false),
  npm_lifecycle_event: z.string().optional(), // npm names the script that it runs
  SLIPWAY_URL: z.string().default(""), // where the demo's seed finds the server
});

export type Env = Omit<z.infer<typeof schema>, "SLIPWAY_FILES"> & { SLIPWAY_FILES: string };

let known: Env | undefined;

/**
 * What the environment says, read once, on first use: a build needs none of it.
 * @throws Error that names each variable which is wrong, and how; never its value.
 */
export function readEnv(): Env {
  known ??= parseEnv(process.env);
  return known;
}

/** The reading itself; an empty variable counts as not given. */
export function parseEnv(given: NodeJS.ProcessEnv): Env {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled);
  if (!parsed.success) {
    const complaints = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The environment is not right: ${complaints.join("; ")}. See .env.example.`);
  }
  const home = resolve(parsed.data.SLIPWAY_HOME);
  return {
    ...parsed.data,
    SLIPWAY_HOME: home,
    SLIPWAY_FILES: parsed.data.SLIPWAY_FILES ?? resolve(home, "files"),
  };
}

/** Takes what `.env` in the working directory adds to the environment; what is given already stands. */
export function loadEnvFile(): void {
  try {
    process.loadEnvFile(".env");
  } catch {
    // none there
  }
}

/** The environment of a process that we start: ours, with `changes` (undefined takes a variable away). */
export function environmentWith(changes: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Runs the process's next reads of the environment on `changes`; for the launcher's own commands. */
export function changeEnv(changes: Record<string, string>): void {
  Object.assign(process.env, changes);
  known = undefined;
}

/** Is this the server of `npm run dev`, with hot reload? */
export const isDevelopment = (): boolean => process.env.NODE_ENV === "development";
