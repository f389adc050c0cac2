/** What is formatted as Markdown at most, in UTF-16 units: parsers take time that grows faster than the text. */
export const markdownLength = 10_000;
/** Quotes and lists within each other, and marks of emphasis in a row. */
const deepest = 12;
const longestRun = 32;

const marker = /(?:>[ \t]*|(?:[*+-]|\d{1,9}[.)])(?:[ \t]+|$))/y;
const rule = /^[ \t]*([*_~-][ \t]*)+$/;
const run = new RegExp(`[*_~]{${longestRun + 1}}`);

/** Why a text is shown as it was typed and not as Markdown, in words; null where it is formatted. Linear in the text. */
export function markdownFault(text: string): string | null {
  if (text.length > markdownLength) return `longer than ${markdownLength.toLocaleString("en")} characters`;
  for (const line of text.split(/[\r\n]+/)) {
    if (rule.test(line)) continue;
    if (depthOf(line) > deepest) return `quotes or lists nested deeper than ${deepest}`;
    if (run.test(line)) return `more than ${longestRun} marks of emphasis in a row`;
  }
  return null;
}

/** How many quotes and list items begin on this line, each within the one before. */
function depthOf(line: string): number {
  let depth = 0;
  marker.lastIndex = line.length - line.trimStart().length;
  while (marker.lastIndex < line.length && marker.test(line)) depth += 1;
  return depth;
}
