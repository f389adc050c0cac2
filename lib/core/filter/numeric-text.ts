/**
 * Which texts compare as numbers: decimal, within what a double holds, so that PostgreSQL's cast cannot fail. For
 * both JavaScript and PostgreSQL (`CASE WHEN value ~ pattern THEN value::float8 END`, as AND does not keep order).
 */
export const numericTextPattern =
  "^[+-]?(([0-9]{1,200}([.][0-9]{0,200})?|[.][0-9]{1,200})([eE][+-]?[0-9]{1,2})?|[0-9]([.][0-9]{0,20})?[eE][+-]?[12][0-9][0-9])$";

const pattern = new RegExp(numericTextPattern);

/** The number that a param's text stands for, or null. */
export const numericText = (text: string): number | null => (pattern.test(text) ? Number(text) : null);
