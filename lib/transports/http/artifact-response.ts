import { once } from "node:events";
import { notFound } from "@/lib/core/errors";
import { type ArtifactFile, imageType } from "@/lib/core/tracking/artifacts/artifacts";
import { stores } from "@/lib/stores/open";
import { toBody } from "./artifact-body";
import { contentDisposition, rangeOf } from "./artifact-range";
import { commonHeaders } from "./problem";

/** What makes an uploaded file harmless in a browser of ours, whatever it holds. */
const sandbox = {
  "content-security-policy": "sandbox; default-src 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/**
 * Streams a file: never with a type that its uploader sent. `inline` shows an image by its own bytes' type, and anything
 * else stays a download, of the type that `type` says. Ranges, If-None-Match and If-Range by the digest as ETag.
 */
export async function artifactResponse(
  request: Request,
  requestId: string,
  { sha256, size, name }: ArtifactFile,
  { inline = false, type = "application/octet-stream" } = {},
): Promise<Response> {
  const digest = Buffer.from(sha256, "hex");
  const etag = `"${sha256}"`;
  const shown = inline ? await shownType(digest, size, name) : null;
  const headers = {
    ...commonHeaders(requestId),
    ...sandbox,
    etag,
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    "content-type": shown ?? type,
    "content-disposition": contentDisposition(shown === null ? "attachment" : "inline", name),
  };
  const known = request.headers.get("if-none-match");
  if (known?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag))
    return new Response(null, { status: 304, headers });
  const condition = request.headers.get("if-range");
  const range = condition === null || condition === etag ? rangeOf(request.headers.get("range"), size) : null;
  if (range === "unsatisfiable")
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } });
  if (request.method === "HEAD" || size === 0)
    return new Response(null, { headers: { ...headers, "content-length": String(size) } });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const body = toBody(await opened(digest, start, end, name));
  const length = { "content-length": String(end - start + 1) };
  return range === null
    ? new Response(body, { headers: { ...headers, ...length } })
    : new Response(body, {
        status: 206,
        headers: { ...headers, ...length, "content-range": `bytes ${start}-${end}/${size}` },
      });
}

/** Waits for the file to open, so that bytes which are gone are a 404 and not a broken stream. */
async function opened(sha256: Buffer, start: number, end: number, name: string) {
  const stream = stores().files.read(sha256, { start, end });
  try {
    await once(stream, "ready");
  } catch (error) {
    throw notFound(`The bytes of '${name}' are not in the files store: tell an admin. ${codeOf(error)}`);
  }
  return stream;
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? `(${error.code})` : "";

async function shownType(sha256: Buffer, size: number, name: string): Promise<string | null> {
  if (size === 0) return null;
  for await (const chunk of await opened(sha256, 0, 15, name)) return imageType(Buffer.from(chunk));
  return null;
}
