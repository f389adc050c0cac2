import { JsonError, type JsonLimits } from "./json-error";
import { stringEnd } from "./json-strings";

/**
 * Looks over a text without reading it: limits are kept before anything is built. `keys`: how many colons stand
 * outside strings. `plain`: there is no integer of 16 digits, exponent of three, NaN or Infinity, and no open
 * string, so that JSON.parse loses nothing. Error: JsonError, over a limit.
 */
export function scanJson(text: string, limits: JsonLimits): { plain: boolean; keys: number } {
  let [plain, depth, keys, commas] = [true, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      const end = stringEnd(text, at);
      if (end === -1) return { plain: false, keys };
      at = end;
    } else if (isDigit(code)) {
      const end = numberEnd(text, at);
      plain = plain && end > 0;
      at = Math.abs(end) - 1;
    } else if (code === 58) {
      if (++keys > limits.keys) throw new JsonError(`more than ${limits.keys} keys`, text, at);
    } else if (code === 44) {
      if (++commas > limits.keys * 11) throw new JsonError("a list is too long", text, at);
    } else if (code === 123 || code === 91) {
      if (++depth > limits.depth) throw new JsonError(`nested deeper than ${limits.depth} levels`, text, at);
    } else if (code === 125 || code === 93) depth--;
    else if (code === 78 || code === 73) plain = false;
  }
  return { plain, keys };
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Where the number ends; negative when JSON.parse might not keep it. */
function numberEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  let kept = at - start < 16;
  if (text[at] === ".")
    do at++;
    while (isDigit(text.charCodeAt(at)));
  if (text[at] === "e" || text[at] === "E") {
    at++;
    if (text[at] === "+" || text[at] === "-") at++;
    const exponent = at;
    while (isDigit(text.charCodeAt(at))) at++;
    kept = kept && at - exponent < 3;
  }
  return kept ? at : -at;
}
