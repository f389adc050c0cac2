import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { findCommand, readCommands } from "./command";

const commands = await readCommands();

test("every command says what it does and how it is called", () => {
  expect(commands.map(({ name }) => name)).toContain("migrate");
  for (const { name, summary, help } of commands) {
    expect(summary).not.toBe("");
    expect(help).toMatch(new RegExp(`^${name}\\b`));
  }
});

test("a command is found by its longest name", () => {
  const named = (name: string) => ({ name, summary: "", help: "", run: async () => undefined });
  const table = [named("user"), named("user create")];
  expect(findCommand(table, ["user", "create", "a@b.org"])).toEqual({ command: table[1], rest: ["a@b.org"] });
  expect(findCommand(table, ["user", "--help"])).toEqual({ command: table[0], rest: ["--help"] });
  expect(findCommand(table, ["nothing"])).toBeUndefined();
});

const slipway = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "lib/transports/cli/main.ts", ...args], {
    encoding: "utf8",
  });

test("help lists what is built; what is not known fails with the list", () => {
  const help = slipway("--help");
  expect(help.status).toBe(0);
  for (const { name } of commands) expect(help.stdout).toContain(name);
  const wrong = slipway("destroy");
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toMatch(/^There is no command destroy/);
  expect(slipway("demo", "--frsh").stderr).toMatch(/^demo knows no --frsh/);
});
