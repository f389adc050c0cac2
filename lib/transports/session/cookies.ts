import { readEnv } from "@/lib/env";

/** Over https the `__Host-` prefix ties a cookie to this very host; http browsers would refuse it. */
export const isSecure = (): boolean => readEnv().PUBLIC_URL?.startsWith("https:") ?? false;

export function cookieNames(): { session: string; csrf: string; callback: string } {
  const prefix = isSecure() ? "__Host-" : "";
  return {
    session: `${prefix}slipway.session`,
    csrf: `${prefix}slipway.csrf`,
    callback: `${prefix}slipway.callback`,
  };
}

/** One cookie's value, or null. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim() || null;
  }
  return null;
}
