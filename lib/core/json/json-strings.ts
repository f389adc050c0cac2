/** Where the string that opens at `start` closes, or -1. Not by a pattern: those run out of stack on megabytes. */
export function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = end;
    while (text[slashes - 1] === "\\") slashes--; // the opening quote is none, so this ends there
    if ((end - slashes) % 2 === 0) return end;
  }
  return -1;
}
