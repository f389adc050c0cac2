type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** One stroke in our notation: `mod+k`, `shift+j`, `?`, `escape`. `mod` is Ctrl, or ⌘ on Apple's keyboards. */
export function strokeOf(event: KeyPress, apple: boolean): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const mod = apple ? event.metaKey : event.ctrlKey;
  const isLetter = /^\p{L}$/u.test(key);
  const named = key.length > 1;
  return [mod && "mod", event.altKey && "alt", event.shiftKey && (isLetter || named || mod) && "shift", key]
    .filter(Boolean)
    .join("+");
}

/** Works without Ctrl, ⌘ or Alt, so it may be switched off (WCAG 2.1.4) and never fires while typing. */
export const isSingleKey = (keys: string) => !/(^|\s|\+)(mod|alt)\+/.test(keys);

/** What a stroke does to what was pressed before: a hit, the beginning of a sequence ("g" of "g e"), or nothing. */
export function follow<Entry extends { keys?: string }>(
  before: string,
  stroke: string,
  entries: readonly Entry[],
): { hit?: Entry; pending: string } {
  const longer = before === "" ? stroke : `${before} ${stroke}`;
  for (const typed of before === "" ? [stroke] : [longer, stroke]) {
    const hit = entries.find((entry) => entry.keys === typed);
    if (hit !== undefined) return { hit, pending: "" };
    if (entries.some((entry) => entry.keys?.startsWith(`${typed} `))) return { pending: typed };
  }
  return { pending: "" };
}
