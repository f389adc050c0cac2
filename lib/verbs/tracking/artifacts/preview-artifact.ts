import type { Readable } from "node:stream";
import { z } from "zod";
import { runId } from "@/lib/core/fields";
import {
  type ArtifactPreview,
  artifactPath,
  artifactPreview,
  containsPickle,
  imageType,
} from "@/lib/core/tracking/artifacts/artifacts";
import { read } from "@/lib/verbs/kernel";
import { findArtifact, joinPath, rootOf } from "./shared/artifacts";

const textBytes = 256 * 1024;
const maxImageBytes = 20 * 1024 * 1024;

export const previewArtifact = read({
  name: "preview-artifact",
  summary: "What a file is, by its bytes, and the first 256 KB of text",
  needs: "read",
  input: z.strictObject({ runId, path: artifactPath }),
  output: artifactPreview,

  async run(context, { path, runId: run }) {
    const root = await rootOf(context, { runId: run });
    const file = await findArtifact(context, joinPath(root.path, path));
    const head =
      file.size === 0
        ? Buffer.alloc(0)
        : await take(
            context.stores.files.read(Buffer.from(file.sha256, "hex"), { start: 0, end: textBytes - 1 }),
          );
    return { ...file, path, containsPickle: containsPickle(head), ...judge(file, head) };
  },
});

async function take(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

type Judged = Pick<ArtifactPreview, "kind" | "text" | "truncated">;

function judge({ name, size }: { name: string; size: number }, head: Buffer): Judged {
  const truncated = size > head.length;
  if (imageType(head) !== null)
    return { kind: size > maxImageBytes ? "too-large" : "image", text: null, truncated: false };
  const text = asText(head, truncated);
  if (text === null) return { kind: "binary", text: null, truncated };
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  // Half a JSON document cannot be laid out: it is shown as the text that it is.
  if (extension === "json") return { kind: truncated ? "text" : "json", text, truncated };
  return { kind: extension === "csv" || extension === "tsv" ? "csv" : "text", text, truncated };
}

/** UTF-8 without NUL, or null; a character that the cut has split at the end is let go. */
function asText(head: Buffer, cut: boolean): string | null {
  if (head.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: cut });
  } catch {
    return null;
  }
}
