import { createHash } from "node:crypto";
import { invalid } from "@/lib/core/errors";
import type { KeyType } from "./order";

/** What a page token is bound to: a token of another query is refused, not followed. */
const mark = (query: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(query, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)))
    .digest("base64url")
    .slice(0, 16);

/** The token of the page after a row with these keys. */
export const toPageToken = (query: unknown, keys: readonly string[]): string =>
  Buffer.from(JSON.stringify([mark(query), ...keys]), "utf8").toString("base64url");

/** The keys of the row that the page before ended with; undefined for the first page. Error: invalid. */
export function fromPageToken(
  query: unknown,
  token: string | undefined,
  wanted: readonly { type: KeyType }[],
): string[] | undefined {
  if (token === undefined || token === "") return undefined;
  const [bound, ...keys] = read(token);
  if (bound !== mark(query) || keys.length !== wanted.length)
    throw invalid(
      "Invalid page token, it belongs to another query. Search again without page_token, or repeat the query of the page before.",
    );
  // A token is the client's to change: what is no number must not reach a cast.
  if (!wanted.every(({ type }, index) => isKey[type](keys[index] ?? ""))) throw foreign();
  return keys;
}

const isKey: Record<KeyType, (text: string) => boolean> = {
  text: () => true,
  integer: (text) => /^-?\d{1,9}$/.test(text),
  bigint: (text) => /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text),
  float8: (text) =>
    /^(NaN|-?Infinity)$/.test(text) ||
    (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))),
};

function read(token: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  } catch {
    // Said below: what is no JSON is no token of ours.
  }
  throw foreign();
}

const foreign = () =>
  invalid("Invalid page token, could not base64-decode it: take it from next_page_token of the page before.");
