/** A failure that is told in one line that says what to do; anything else is shown whole. */
export class Told extends Error {}

/** One line of progress for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What to print of an error: a line for what was foreseen, and for the rest its first line too. */
export function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? "Something failed.";
}
