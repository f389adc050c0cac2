export type Table = { columns: string[]; rows: (string | number | null)[][] };

// A cell that begins so would be run as a formula by a spreadsheet (OWASP, CSV injection).
const formula = /^[\s\u00a0]*[=+\-@\t\r\n]/;

/** RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe in front. */
export const toCsv = ({ columns, rows }: Table): string => [columns, ...rows].map(csvRow).join("\r\n");

/** One row of it, without its end. */
export const csvRow = (row: readonly (string | number | null)[]): string => row.map(cell).join(",");

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) || /[\r\n]\s*=/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
