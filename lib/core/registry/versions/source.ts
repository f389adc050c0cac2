const schemed = /^([a-z][a-z0-9+.-]*):\/\/?[^\\\p{Cc}]+$/iu;
// What clients take for our own (whatever its case), for a file of theirs, or for an address that they would call.
const notElsewhere =
  /^(?:runs|models|mlflow-artifacts|file|https?|ftps?|data|javascript|about|blob|view-source)$/i;

/** What a version's source says, before anything is looked up; null for what is refused (local files, URLs, climbing paths). */
export type Source =
  | { kind: "run"; runId: string; path: string }
  | { kind: "logged-model"; modelId: string }
  | { kind: "version"; model: string; version: number }
  | { kind: "alias"; model: string; alias: string }
  | { kind: "stored"; uri: string }
  | { kind: "elsewhere"; uri: string };

const shapes: [RegExp, (parts: readonly string[]) => Source][] = [
  [
    /^runs:\/+([A-Za-z0-9][A-Za-z0-9_-]{0,255})\/(.+)$/,
    ([runId = "", path = ""]) => ({ kind: "run", runId, path }),
  ],
  [/^models:\/+(m-[0-9a-f]{32})$/, ([modelId = ""]) => ({ kind: "logged-model", modelId })],
  [
    /^models:\/+([^/@]+)\/(\d{1,9})$/,
    ([name = "", number]) => ({ kind: "version", model: name, version: Number(number) }),
  ],
  [
    /^models:\/+([^/@]+)@([A-Za-z0-9_-]+)$/,
    ([name = "", named = ""]) => ({ kind: "alias", model: name, alias: named }),
  ],
  [/^(mlflow-artifacts:\/(?:\/\/)?[^/].*)$/, ([uri = ""]) => ({ kind: "stored", uri })],
];

export function parseSource(source: string): Source | null {
  for (const [shape, made] of shapes) {
    const found = shape.exec(source);
    if (found) return made(found.slice(1));
  }
  const scheme = schemed.exec(source)?.[1];
  if (scheme === undefined || notElsewhere.test(scheme)) return null;
  return source.split(/[/?#]/).includes("..") || /%2e/i.test(source)
    ? null
    : { kind: "elsewhere", uri: source };
}
