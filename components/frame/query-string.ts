/** A query string of what is given; lists by commas, empty values left out. */
export function queryString(
  fields: Record<string, string | number | readonly string[] | null | undefined>,
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) {
    const text = Array.isArray(value)
      ? value.join(",")
      : value === null || value === undefined
        ? ""
        : String(value);
    if (text !== "") params.set(key, text);
  }
  return params.toString();
}
