/** The type that an artifact's name claims, as MLflow's server tells it: scripts read it. Its bytes are never looked at. */

// What people write is told as plain text, whatever a registry of types calls it.
const texts = new Set(
  "txt log err cfg conf cnf cf ini properties prop hocon toml yaml yml xml json js py py3 csv tsv md rst ipynb MLmodel MLproject".split(
    " ",
  ),
);
const types: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
  ["avif", "image/avif"],
  ["bmp", "image/bmp"],
  ["tif", "image/tiff"],
  ["tiff", "image/tiff"],
  ["pdf", "application/pdf"],
  ["zip", "application/zip"],
  ["tar", "application/x-tar"],
  ["h5", "application/x-hdf5"],
  ["mp3", "audio/mpeg"],
  ["wav", "audio/x-wav"],
  ["mp4", "video/mp4"],
  ["webm", "video/webm"],
]);

const bytes = "application/octet-stream";

/**
 * `text/plain` for what is text, the type of images, PDF, archives, sound and film, and `application/octet-stream` for all else.
 * HTML and SVG are among the rest: what can hold a script is nothing but bytes here (MLflow gives them their types).
 */
export function mimeTypeOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  // A name without a dot may be a text's (MLmodel), and is never an extension.
  if (dot <= 0) return texts.has(name) ? "text/plain" : bytes;
  const extension = name.slice(dot + 1);
  return texts.has(extension) ? "text/plain" : (types.get(extension.toLowerCase()) ?? bytes);
}
