import { loadEnvFile } from "@/lib/env";
import { findCommand, readCommands } from "./command";
import { launch, type Mode } from "./launch";
import { lineOf, say } from "./words";

const launchers: Record<Mode["kind"], string> = {
  demo: `demo [--fresh]: builds if needed, starts the embedded stores, fills a demo workspace and serves it.
  --fresh   drops the demo's data first`,
  start: "start: builds if needed, starts the stores that are not given by URL, migrates and serves.",
  dev: "dev: serves with hot reload on the same stores.",
};

const isHelp = (word: string) => word === "--help" || word === "-h";

async function main(words: string[]): Promise<void> {
  loadEnvFile();
  const [first = "--help", ...rest] = words;
  if (first === "demo" || first === "start" || first === "dev") {
    if (rest.some(isHelp)) return say(launchers[first]);
    const unknown = rest.find((word) => !(first === "demo" && word === "--fresh"));
    if (unknown !== undefined) return fail(`${first} knows no ${unknown}. ${launchers[first]}`);
    return launch({ kind: first, fresh: rest.includes("--fresh") });
  }
  const commands = await readCommands();
  const found = findCommand(commands, words);
  if (found) {
    if (found.rest.some(isHelp)) return say(found.command.help);
    await found.command.run(found.rest);
    process.exit(0); // open pools would hold the process
  }
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(16)} ${summary}`).join("\n");
  const help = `npm run slipway -- <command>\n\n${list}\n\n--help after a command says more. npm start and npm run demo serve.`;
  if (isHelp(first) || first === "help") return say(help);
  fail(`There is no command ${words.join(" ")}.\n${help}`);
}

function fail(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch((error: unknown) => fail(lineOf(error)));
