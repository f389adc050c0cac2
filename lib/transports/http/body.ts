import { SlipwayError } from "@/lib/core/errors";
import { JsonError } from "@/lib/core/json/json-error";
import { parseJson } from "@/lib/core/json/parse-json";
import type { Take } from "./held-bytes";
import type { Incoming } from "./node";

export type JsonObject = { [key: string]: unknown };

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Bounds = { maxBytes: number; take: Take };

/**
 * Reads a body as bytes, refusing it as soon as it is known to be too large, or more than the process can hold now. Only what came
 * is counted: whoever announces much and sends nothing holds nothing. Errors: too-large, unavailable, client-left.
 */
export async function readBytes(request: Incoming, { maxBytes, take }: Bounds): Promise<Buffer> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  const tooLarge = () =>
    new SlipwayError("too-large", `The body is larger than ${maxBytes} bytes. Send it in smaller parts.`);
  if (announced > maxBytes) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body) {
      size += part.length;
      if (size > maxBytes) throw tooLarge();
      take(part.length);
      chunks.push(part);
    }
  } catch (error) {
    throw error instanceof SlipwayError
      ? error
      : new SlipwayError("client-left", "The body ended before it was complete.", { cause: error });
  }
  return Buffer.concat(chunks, size);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A JSON object from a body; an empty body is {}. `python`: bare NaN and Infinity, and an object inside a JSON string. */
export async function readJson(
  request: Incoming,
  { python, ...bounds }: Bounds & { python: boolean },
): Promise<JsonObject> {
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity")
    throw new SlipwayError("unsupported-media-type", "Send the body as it is, without Content-Encoding.");
  const bytes = await readBytes(request, bounds);
  if (bytes.length === 0) return {};
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new SlipwayError("malformed", "The body is not UTF-8. Send JSON in UTF-8.");
  }
  const value = parse(text, python);
  const unwrapped = python && typeof value === "string" ? parse(value, python) : value;
  if (!isObject(unwrapped))
    throw new SlipwayError("malformed", 'The body must be a JSON object, like {"name": "…"}.');
  return unwrapped;
}

function parse(text: string, pythonNumbers: boolean): unknown {
  try {
    return parseJson(text, { pythonNumbers });
  } catch (error) {
    if (error instanceof JsonError)
      throw new SlipwayError("malformed", `Malformed JSON: ${error.message}`, { cause: error });
    throw error;
  }
}
