import { z } from "zod";
import { artifactPath } from "./artifacts";

/**
 * Clients before 2.18 name an image of a step `images/<key>%step%<n>%timestamp%<ms>%<uuid>.png`, and every client decodes the
 * names that a listing gives until nothing changes: what it then asks for is `…%timestamp\x17…`, or holds U+FFFD.
 */
const stepImage = /(?:^|\/)images\/[^/]*%step[^/]*timestamp[^/]*$/;

/** A path to read: any artifact's, or an image's as such a client has decoded it. */
export const readPath = z.union([artifactPath, z.string().max(2048).regex(stepImage)], {
  error: (issue) => z.safeParse(artifactPath, issue.input).error?.issues[0]?.message ?? "Invalid path",
});

export const isStepImage = (path: string): boolean => stepImage.test(path);

/** A name as Python's client makes it of a listed one: percent-decoded until it stays, bad UTF-8 replaced. */
export function pythonDecoded(name: string): string {
  let decoded = name;
  for (let step = 0; step < 10; step++) {
    const next = decoded.replace(/(?:%[0-9a-f]{2})+/gi, (run) => utf8.decode(bytesOf(run)));
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const bytesOf = (run: string) =>
  Uint8Array.from(run.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
