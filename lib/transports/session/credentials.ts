import { SlipwayError } from "@/lib/core/errors";
import { isSecret } from "@/lib/core/people/secret-format";

export type TokenCredentials = { token: string; userName: string | null };

const refused = (message: string) => new SlipwayError("unauthenticated", message);

/**
 * The API token of an Authorization header: `Bearer <token>`, or Basic with the token as password. Null without such a header.
 * Errors: unauthenticated for anything that is not a whole token of ours; no database is asked for that.
 */
export function tokenOf(headers: Headers): TokenCredentials | null {
  const header = headers.get("authorization");
  if (header === null) return null;
  const [, scheme = "", rest = ""] = /^([A-Za-z]+) +([\x21-\x7e]{1,2000})$/.exec(header.trim()) ?? [];
  const given =
    scheme.toLowerCase() === "bearer"
      ? { token: rest, userName: null }
      : scheme.toLowerCase() === "basic"
        ? basic(rest)
        : null;
  if (given === null)
    throw refused(
      "The Authorization header cannot be read. Send an API token as Bearer, or as the password of Basic.",
    );
  if (!isSecret("api", given.token))
    throw refused(
      "This is not an API token of Slipway, or it was cut short: it looks like slw_api_… and ends in a checksum.",
    );
  return given;
}

function basic(encoded: string): TokenCredentials | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : { userName: text.slice(0, colon), token: text.slice(colon + 1) };
}
