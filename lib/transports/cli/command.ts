import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { root } from "./root";

/** One command of the operator's tool. `run` gets what stands behind its name. */
export type Command = {
  /** What is typed: `migrate`, `user create`. */
  name: string;
  summary: string;
  help: string;
  run: (args: string[]) => Promise<void>;
};

const folder = join(root, "lib/transports/cli/commands");
const isRun = (value: unknown): value is Command["run"] => typeof value === "function";
const shape = z.object({
  name: z.string(),
  summary: z.string(),
  help: z.string(),
  run: z.custom<Command["run"]>(isRun),
});

/** Every command that is built: a file in `commands/` that exports `name`, `summary`, `help` and `run`. */
export async function readCommands(): Promise<Command[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(folder, file)).href)));
  return modules.map((module) => shape.parse({ ...module })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Finds the command that `words` begin with, the longest name first. */
export function findCommand(
  commands: Command[],
  words: string[],
): { command: Command; rest: string[] } | undefined {
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const name = words.slice(0, length).join(" ");
    const command = commands.find((one) => one.name === name);
    if (command) return { command, rest: words.slice(length) };
  }
  return undefined;
}
