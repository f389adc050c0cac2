import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Lock = { release: () => void };
export type Held = { holder: string };

/**
 * A lock on a folder that dies with its process: a local socket that only one process can listen on. Whoever finds it
 * taken is told by the holder who that is.
 */
export async function lockFolder(folder: string, holder: string): Promise<Lock | Held> {
  const name = createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 24);
  // Linux has socket names that vanish with their process; elsewhere the file stays and is tried first.
  const path = process.platform === "linux" ? `\0slipway-${name}` : join(tmpdir(), `slipway-${name}.sock`);
  for (let attempt = 0; ; attempt++) {
    const server = await listen(path, holder);
    if (server) {
      server.unref();
      return { release: () => server.close() };
    }
    const other = await ask(path);
    if (other !== undefined || attempt > 5) return { holder: other ?? "" };
    if (process.platform !== "linux") rmSync(path, { force: true });
  }
}

function listen(path: string, holder: string): Promise<Server | undefined> {
  return new Promise((done, refuse) => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end(holder);
    });
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? done(undefined) : refuse(error),
    );
    server.listen(path, () => done(server));
  });
}

function ask(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    let answer = "";
    const socket = connect(path);
    socket.setTimeout(1000, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", (failed) => done(failed && answer === "" ? undefined : answer));
  });
}
