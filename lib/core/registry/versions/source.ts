const elsewhere = /^(s3|gs|r2|b2|wasbs?|abfss?|hdfs|viewfs|dbfs):\/\/?[^\s\\?#]+$/i;

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
  return elsewhere.test(source) && !source.split("/").includes("..") && !/%2e/i.test(source)
    ? { kind: "elsewhere", uri: source }
    : null;
}
