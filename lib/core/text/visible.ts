/**
 * Names that the wire accepts are kept as they came; shown, what cannot be seen in them is: two names that look alike, or one that
 * turns the words around it, would deceive whoever decides.
 */
export type TextPart = { at: number; text: string; hidden: boolean };

// What emoji and some scripts are written with: seen, though made of what is not.
const seen = [
  String.raw`\u{1f3f4}(?:\u{e0067}\u{e0062}[\u{e0061}-\u{e007a}]{3}\u{e007f})`,
  String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?)*`,
  String.raw`[0-9#*]\ufe0f\u20e3`,
  String.raw`\p{Script=Han}[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}]\p{M}*)[\u200c\u200d]`,
].join("|");
// Controls, marks that turn the direction, variants and tags, letters without a shape, and spaces that are not the common one.
const unseen = String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]|(?! )\p{Zs}`;
const tokens = new RegExp(`(?<seen>${seen})|(?<hidden>(?:${unseen})+)|(?<spaces> +)`, "gu");
// Most names are of these alone: asked first, since tables ask it of every cell.
const plain = /^(?:[!-~]+ )*[!-~]*$/;

/** Does this hold characters that cannot be seen? */
export const hasUnseen = (text: string): boolean =>
  !plain.test(text) && Array.from(text.matchAll(tokens)).some(({ groups }) => groups?.hidden !== undefined);

/** A text in the parts that are seen and those that are not. Spaces at the ends, and beside another, are not. */
export function partsOf(text: string): TextPart[] {
  if (plain.test(text) && !text.endsWith(" ")) return [{ at: 0, text, hidden: false }];
  const parts: TextPart[] = [];
  let at = 0;
  const add = (piece: string, hidden: boolean) => {
    const last = parts.at(-1);
    if (piece === "") return;
    if (last?.hidden === hidden) last.text += piece;
    else parts.push({ at, text: piece, hidden });
    at += piece.length;
  };
  let from = 0;
  for (const { 0: match, index, groups } of text.matchAll(tokens)) {
    add(text.slice(from, index), false);
    from = index + match.length;
    if (groups?.spaces === undefined) add(match, groups?.hidden !== undefined);
    else if (index === 0 || from === text.length) add(match, true);
    else {
      add(" ", false);
      add(match.slice(1), true);
    }
  }
  add(text.slice(from), false);
  return parts;
}

const most = 4;

/** The code points of a part that cannot be seen: "U+202E", several apart, of many the first and how many more. */
export function codesOf(text: string): string {
  const letters = Array.from(text);
  const codes = letters
    .slice(0, most)
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
  return [...codes, ...(letters.length > most ? [`and ${letters.length - most} more`] : [])].join(" ");
}

/** A name with what cannot be seen spelled out: for titles, labels and charts. */
export const visible = (name: string): string =>
  partsOf(name)
    .map((part) => (part.hidden ? `⟨${codesOf(part.text)}⟩` : part.text))
    .join("");

/** The same of a text of lines, whose breaks and spaces are its own. */
export const visibleText = (text: string): string =>
  text
    .split(/([\n\r\t\p{Zs}]+)/u)
    .map((piece, index) => (index % 2 === 0 ? visible(piece) : piece))
    .join("");
