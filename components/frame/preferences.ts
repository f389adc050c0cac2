/** What a browser remembers of its user's taste: in cookies, so that the server's first answer already has it. */
export const themes = ["light", "dark", "system"] as const;
type Theme = (typeof themes)[number];
export type Preferences = { theme: Theme; rail: "open" | "collapsed"; singleKeys: boolean };

const names = { theme: "slipway_theme", rail: "slipway_rail", singleKeys: "slipway_keys" } as const;
const yearSeconds = 31_536_000;

/** Reads the preferences from a cookie store (`await cookies()`); anything unknown is the default. */
export function readPreferences(jar: { get: (name: string) => { value: string } | undefined }): Preferences {
  const theme = jar.get(names.theme)?.value;
  return {
    theme: themes.find((known) => known === theme) ?? "system",
    rail: jar.get(names.rail)?.value === "collapsed" ? "collapsed" : "open",
    singleKeys: jar.get(names.singleKeys)?.value !== "off",
  };
}

/** Keeps one preference for a year, in this browser. */
export function keepPreference(change: Partial<Preferences>): void {
  const keep = (name: string, value: string) => {
    // CookieStore needs https, and a Slipway on a loopback or inner address has none
    Reflect.set(document, "cookie", `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`);
  };
  if (change.theme !== undefined) keep(names.theme, change.theme);
  if (change.rail !== undefined) keep(names.rail, change.rail);
  if (change.singleKeys !== undefined) keep(names.singleKeys, change.singleKeys ? "on" : "off");
}
