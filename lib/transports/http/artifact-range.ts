export type Range = { start: number; end: number };

/**
 * The one range that a `Range` header asks of a file, both ends included. null: the whole file (no header, another unit, a
 * list of ranges). "unsatisfiable": 416.
 */
export function rangeOf(header: string | null, size: number): Range | null | "unsatisfiable" {
  const asked = /^\s*bytes=(\d{0,15})-(\d{0,15})\s*$/.exec(header ?? "");
  if (!asked) return null;
  const [, from = "", to = ""] = asked;
  if (from === "" && to === "") return null;
  if (from === "") {
    const last = Number(to);
    return last === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - last), end: size - 1 };
  }
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end };
}

const token = /^[!#$%&'*+.^_`|~\w-]+$/;

/**
 * RFC 6266: the whole name, bare where it is a token and quoted where it is not; beyond ASCII an approximation for old clients, and
 * the whole name by RFC 5987.
 */
export function contentDisposition(kind: "attachment" | "inline", name: string): string {
  if (token.test(name)) return `${kind}; filename=${name}`;
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  if (/^[\x20-\x7e]*$/.test(name)) return `${kind}; filename=${quoted(name)}`;
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
