const base = "http://slipway.invalid";

/** Where to go after signing in: a path of our own, else home. Nothing that a browser could read as another site passes. */
export function safePath(next: unknown): string {
  if (typeof next !== "string" || next.length > 2000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next))
    return "/";
  try {
    const url = new URL(next, base);
    // A path like `/.//evil` becomes `//evil` once it is resolved.
    return url.origin === base && !url.pathname.startsWith("//")
      ? `${url.pathname}${url.search}${url.hash}`
      : "/";
  } catch {
    return "/";
  }
}
