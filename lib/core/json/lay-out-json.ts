import { stringEnd } from "./json-strings";
import { parseJson } from "./parse-json";

const indent = "  ";

/**
 * JSON over lines, for people. Only the spaces between change: every number and text stands as it was written, whatever its
 * size, and so does the NaN that Python writes. Error: JsonError where the text is no JSON.
 */
export function layOutJson(text: string): string {
  parseJson(text, { pythonNumbers: true });
  const parts: string[] = [];
  let depth = 0;
  const line = () => parts.push("\n", indent.repeat(depth));
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const end = char === '"' ? stringEnd(text, at) + 1 : at + 1;
    const token = text.slice(at, end);
    at = end;
    if (/\s/.test(char)) continue;
    if (char === "{" || char === "[") {
      const close = /^\s*[}\]]/.exec(text.slice(at, at + 1_000));
      if (close !== null) {
        parts.push(char, close[0].trim());
        at += close[0].length;
        continue;
      }
      depth++;
    }
    if (char === "}" || char === "]") {
      depth--;
      line();
    }
    parts.push(char === ":" ? ": " : token);
    if (char === "{" || char === "[" || char === ",") line();
  }
  return parts.join("");
}
