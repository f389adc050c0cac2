/**
 * The embedded ClickHouse: `chdb` on one folder behind ClickHouse's HTTP interface on loopback.
 * Its first line of stdin is its configuration (a password never stands in an argument); when stdin ends, its parent
 * is gone and so is it. Says `ready` on stdout once it serves.
 */
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { Engine } from "./engine";
import { serveClickHouse } from "./http";

const configuration = z.object({
  folder: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  limits: z.record(z.string(), z.string()),
  engine: z.array(z.string()),
});

const lines = createInterface({ input: process.stdin });
lines.once("line", (line) => {
  open(line).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
});
lines.once("close", () => leave(undefined));

async function open(line: string): Promise<void> {
  const { folder, port, user, password, limits, engine: args } = configuration.parse(JSON.parse(line));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const engine = await openEngine(folder, new Map(Object.entries(limits)), args);
  const server = serveClickHouse(engine, { user, password });
  server.once("error", (error) => {
    console.error(error.message);
    leave(engine, 1);
  });
  server.listen(port, "127.0.0.1", () => console.log("ready"));
  purgeWhenIdle(engine);
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      server.close(() => leave(engine));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
    });
  lines.removeAllListeners("close");
  lines.once("close", () => leave(engine));
}

/** A folder belongs to one process; the one that a killed parent left behind takes a moment to go. */
async function openEngine(folder: string, limits: Map<string, string>, args: string[]): Promise<Engine> {
  const until = Date.now() + 15_000;
  for (;;) {
    try {
      return new Engine(folder, limits, args);
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

function purgeWhenIdle(engine: Engine): void {
  let busy = true;
  setInterval(() => {
    if (!engine.idle) busy = true;
    else if (busy) {
      busy = false;
      engine.purge().catch(() => undefined);
    }
  }, 5000).unref();
}

function leave(engine: Engine | undefined, code = 0): void {
  // A statement still running holds the engine's destructor: what counts is on disk, so it is not waited for.
  setTimeout(() => process.kill(process.pid, "SIGKILL"), 3000).unref();
  if (engine?.idle) engine.close();
  else if (engine) process.kill(process.pid, "SIGKILL");
  process.exit(code);
}
