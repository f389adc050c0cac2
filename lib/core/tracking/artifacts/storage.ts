import { pathFault } from "./artifacts";

/**
 * Where a URI's bytes lie. `stored`: in our store under `path`, the one spelling by which digest, seal, readers and writers
 * know it. `elsewhere`: not ours. `unclear`: it claims our store, but who reads it lands on another path than its letters say.
 */
export type Storage =
  | { kind: "stored"; path: string; uri: string }
  | { kind: "elsewhere"; uri: string }
  | { kind: "unclear"; why: string };

const scheme = /^\s*mlflow-artifacts:/i;
// The proxy's own address, which a client reads like any other folder.
const proxy = /^\s*https?:.*\/mlflow-artifacts\/artifacts(?:[/?#]|$)/i;
const shape = /^mlflow-artifacts:(?:\/\/)?\/(?!\/)(.+)$/;
// Clients cut a URI at ? and #, and the server decodes %: with these the letters are not the folder.
const unlike = /[%?#]/;

/** The one spelling of where a path of our store lies. */
export const storageUri = (path: string): string => `mlflow-artifacts:/${path}`;

/** A path of the store and the folders above it. */
export const foldersOf = (path: string): string[] =>
  path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));

export function storageOf(uri: string): Storage {
  if (proxy.test(uri)) return { kind: "unclear", why: "it is this server's own address" };
  if (!scheme.test(uri)) return { kind: "elsewhere", uri };
  const path = shape.exec(uri)?.[1]?.replace(/\/$/, "");
  if (path === undefined) return { kind: "unclear", why: "it names no folder of the store" };
  if (unlike.test(path)) return { kind: "unclear", why: "it holds %, ? or #, which clients read otherwise" };
  const fault = pathFault(path);
  return fault === null ? { kind: "stored", path, uri: storageUri(path) } : { kind: "unclear", why: fault };
}

/** Where `mlflow-artifacts:/a/b` lies in our store ("a/b"); null for what lies elsewhere or nowhere. */
export function storedPath(uri: string): string | null {
  const storage = storageOf(uri);
  return storage.kind === "stored" ? storage.path : null;
}
