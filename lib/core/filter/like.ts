/**
 * LIKE as MLflow means it: `%` is any run of characters, `_` is one, nothing escapes them. The stores must agree
 * with this. Never backtracks beyond the last `%`, so the worst case is pattern × text.
 */
export function matchesLike(pattern: string, text: string, caseInsensitive: boolean): boolean {
  const wanted = Array.from(caseInsensitive ? pattern.toLowerCase() : pattern);
  const given = Array.from(caseInsensitive ? text.toLowerCase() : text);
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < given.length) {
    if (wanted[p] === "%") [star, resume] = [p++, t];
    else if (p < wanted.length && (wanted[p] === "_" || wanted[p] === given[t])) [p, t] = [p + 1, t + 1];
    else if (star >= 0) [p, t] = [star + 1, ++resume];
    else return false;
  }
  while (wanted[p] === "%") p++;
  return p === wanted.length;
}

/** The pattern for PostgreSQL and ClickHouse, whose escape is the backslash; equal wildcards in a row become one. */
export const likeToSql = (pattern: string): string => pattern.replaceAll("\\", "\\\\").replace(/%+/g, "%");
