/** What stands in a search box: `sent` is what it was applied as, null while somebody types. */
export type Typed = { text: string; sent: string | null };

/**
 * What the box shows. What is being typed always stands; once applied it stays as it was typed (a space at its end, too), until
 * the search is changed from outside (Back, Clear).
 */
export const shownText = (typed: Typed | null, value: string): string =>
  typed !== null && (typed.sent === null || typed.sent === value) ? typed.text : value;

/** As it is applied: without the spaces around it. */
export const applied = ({ text }: Typed): Typed & { sent: string } => ({ text, sent: text.trim() });
