/**
 * The first `mostRows` rows of CSV (RFC 4180) or of anything else with a separator of one character. Quotes that never
 * close take the rest; empty lines are left out.
 */
export function readCsv(text: string, separator: string, mostRows: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length && rows.length < mostRows) {
    const [cell, end] = text[at] === '"' ? quoted(text, at, separator) : plain(text, at, separator);
    row.push(cell);
    if (text[end] === separator) {
      at = end + 1;
      if (at < text.length) continue;
      row.push("");
    }
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
  }
  return rows;
}

function plain(text: string, from: number, separator: string): [string, number] {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return [text.slice(from, end), end];
}

function quoted(text: string, from: number, separator: string): [string, number] {
  let cell = "";
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [cell + text.slice(at), text.length];
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      // What stands between the quote and the separator belongs to the cell: "a"b is read as ab.
      const [rest, end] = plain(text, quote + 1, separator);
      return [cell + rest, end];
    }
    cell += '"';
    at = quote + 2;
  }
}
