import pino from "pino";
import { readEnv } from "@/lib/env";

/** One JSON line an event on stdout. Secrets are redacted by key, wherever they stand. */
export const log = pino({
  level: readEnv().LOG_LEVEL,
  base: null,
  redact: {
    paths: [
      "authorization",
      "cookie",
      "password",
      "token",
      "secret",
      "*.authorization",
      "*.cookie",
      "*.password",
      "*.token",
      "*.secret",
    ],
    censor: "[redacted]",
  },
});
