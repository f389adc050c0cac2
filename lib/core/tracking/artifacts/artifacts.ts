import { z } from "zod";

/** Paths of artifacts and what their first bytes say. Bytes lie by digest, so no path reaches the disk: the checks are a second wall. */
export const maxPathLength = 1024;
export const maxSegmentLength = 255;
const utf8 = new TextEncoder();
const bytesOf = (text: string) => utf8.encode(text).length;

const control = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u2029\u202a-\u202e\u2066-\u2069]/;
const loneSurrogate = /\p{Surrogate}/u;
// `..` alone, or before what another program may drop or read as a slash: `..%c0%af`, `..;`, `.. `.
const climbing = /^\.\.(?:$|[^\p{L}\p{N}._-])/u;
const outside = /^(?:\/|[a-z]:|[a-z][a-z0-9+.-]*:\/)/i;

/** Why this path, decoded once already, cannot name an artifact; null where it can. Kept byte for byte when it can. */
export function pathFault(path: string): string | null {
  if (path === "") return "it is empty";
  if (bytesOf(path) > maxPathLength) return `it is longer than ${maxPathLength} bytes`;
  const segments = path.split("/");
  if (segments.some((segment) => bytesOf(segment) > maxSegmentLength))
    return `a part of it is longer than ${maxSegmentLength} bytes`;
  if (loneSurrogate.test(path)) return "it holds a lone surrogate";
  if (path.includes("#")) return "it holds #";
  // What comes out when somebody decodes once more must not climb either.
  for (const stage of decodings(path)) {
    if (control.test(stage)) return "it holds a control character";
    if (stage.includes("\\")) return "it holds a backslash";
    if (outside.test(stage)) return "it is absolute, or has a drive letter or a scheme";
    if (stage.split("/").some((segment) => climbing.test(segment))) return "it climbs with ..";
  }
  if (climbsDecoded(path)) return "it climbs with ..";
  if (segments.some((segment) => segment === "" || segment === "."))
    return "it has an empty part or a single dot";
  return null;
}

/** The path and what each further percent-decoding makes of it, until one changes nothing or fails; each is shorter, so it ends. */
function* decodings(path: string): Generator<string> {
  let stage = path;
  for (;;) {
    yield stage;
    let next: string;
    try {
      next = decodeURIComponent(stage);
    } catch {
      return;
    }
    if (next === stage) return;
    stage = next;
  }
}

const escaped = /%([0-7][0-9a-f])/gi;
/**
 * Does it climb once every escape of ASCII is decoded, again and again? Beside a malformed one (`%2e%2e/%zz`) `decodings`
 * ends, and another program may go on. Only climbing is looked for: a file may hold a bare %10 in its name.
 */
export function climbsDecoded(path: string): boolean {
  let stage = path;
  for (;;) {
    if (stage.split(/[/\\]/).some((segment) => climbing.test(segment))) return true;
    const next = stage.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (next === stage) return false;
    stage = next;
  }
}

/** A path of a file or folder. */
export const artifactPath = z.string().superRefine((path, context) => {
  const fault = pathFault(path);
  if (fault !== null) context.addIssue(`Invalid path: ${fault}`);
});
/** A folder to list: nothing means the root, and a slash at the end is let go. */
export const folderPath = z
  .string()
  .default("")
  .transform((path) => (path.endsWith("/") ? path.slice(0, -1) : path))
  .superRefine((path, context) => {
    const fault = path === "" ? null : pathFault(path);
    if (fault !== null) context.addIssue(`Invalid path: ${fault}`);
  });

export const artifactEntry = z.object({
  path: z.string(),
  isFolder: z.boolean(),
  size: z.number().nullable(),
});
export type ArtifactEntry = z.infer<typeof artifactEntry>;
/** A file to stream: bytes by digest, the name for people. */
export const artifactFile = z.object({ sha256: z.string(), size: z.number(), name: z.string() });
export type ArtifactFile = z.infer<typeof artifactFile>;

export const previewKinds = ["text", "json", "csv", "image", "too-large", "binary"] as const;
export const artifactPreview = artifactFile.extend({
  path: z.string(),
  kind: z.enum(previewKinds),
  /** The first part, of text, JSON and CSV. */
  text: z.string().nullable(),
  truncated: z.boolean(),
  containsPickle: z.boolean(),
});
export type ArtifactPreview = z.infer<typeof artifactPreview>;

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** The image that these first bytes are, by their signature and never by a name; null for anything else (SVG, too). */
export function imageType(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, ascii("GIF87a")) || startsWith(bytes, ascii("GIF89a"))) return "image/gif";
  if (startsWith(bytes, ascii("RIFF")) && startsWith(bytes, ascii("WEBP"), 8)) return "image/webp";
  return null;
}

/** Do these first bytes begin a pickle: a bare one, one in a torch archive, or an object array of numpy? */
export function containsPickle(bytes: Uint8Array): boolean {
  const [first, protocol = 0] = bytes;
  if (first === 0x80 && protocol >= 2 && protocol <= 5) return true;
  const head = Array.from(bytes.subarray(0, 300), (byte) => String.fromCharCode(byte)).join("");
  if (head.startsWith("PK\u0003\u0004")) return head.includes("data.pkl");
  return head.startsWith("\u0093NUMPY") && head.includes("'|O'");
}
