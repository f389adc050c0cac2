import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Told } from "./words";

/** One line from stdin: typed without an echo, or piped. A password is never an argument: every process could read it. */
export async function readPassword(question: string): Promise<string> {
  const typed = process.stdin.isTTY;
  if (typed) process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    ...(typed ? { output: silent, terminal: true } : {}),
  });
  try {
    for await (const line of lines) return line;
    throw new Told("No password came on stdin. Pipe it: `echo … | npm run slipway -- user create …`.");
  } finally {
    lines.close();
    if (typed) process.stderr.write("\n");
  }
}
