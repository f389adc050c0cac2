import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Served = { url: string; token: string; stop: () => Promise<void> };

/** Starts a Slipway of its own on a temporary home and a free port, as `npm start` does, with one scientist and a token. */
export async function startSlipway(root: string): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), "slipway-mlflow-"));
  const port = await freePort();
  const cli = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "lib/transports/cli/main.ts")];
  const env = {
    ...process.env,
    SLIPWAY_HOME: home,
    PORT: String(port),
    HOST: "127.0.0.1",
    DATABASE_URL: "",
    CLICKHOUSE_URL: "",
  };
  const launcher = spawn(process.execPath, [...cli, "start"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    if (launcher.exitCode === null) {
      launcher.kill("SIGTERM");
      await once(launcher, "exit");
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await isReady(launcher);
    const operate = (args: string[], input = "") => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...cli, ...args], {
        cwd: root,
        env,
        input,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`slipway ${args.join(" ")} failed: ${stderr}`);
      return stdout.trim();
    };
    const email = "mlflow@example.org";
    operate(["user", "create", email, "--role", "engineer"], "a password for one test only\n");
    return { url: `http://127.0.0.1:${port}`, token: operate(["token", "create", email]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Its line says so; whatever else it prints is passed on. */
function isReady(launcher: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((ready, refuse) => {
    let printed = "";
    launcher.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes("Slipway is ready")) ready();
    });
    launcher.once("exit", (code) =>
      refuse(new Error(`Slipway ended with ${code} before it was ready:\n${printed}`)),
    );
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}
