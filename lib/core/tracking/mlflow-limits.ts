import { text } from "@/lib/core/fields";
import { climbsDecoded } from "./artifacts/artifacts";

/** What MLflow allows (mlflow/utils/validation.py), in its words. A check answers what is wrong, or null. */
export const mlflowLimits = {
  batch: { metrics: 1000, params: 100, tags: 100, total: 1000 },
  keyLength: 250,
  paramValue: 6000,
  runTagValue: 8000,
  experimentName: 500,
  experimentTagValue: 5000,
  modelTagValue: 100_000,
  dataset: { name: 500, digest: 36, source: 65_535, schema: 1_048_575, profile: 16_777_215 },
  inputTag: { key: 255, value: 500 },
  artifactLocation: 2048,
  searchResults: { runs: 50_000, experiments: 50_000, models: 1000, versions: 200_000, webhooks: 1000 },
  history: { page: 25_000, bulk: 25_000, interval: 2500, runs: 100 },
} as const;

type Checked = string | null;

const keyCharacters = /^[\p{L}\p{N}_\-. :/]*$/u;
const kindNames = { metric: "metric", param: "parameter", tag: "tag" } as const;
const lengthNames = { metric: "Metric name", param: "Param key", tag: "key" } as const;

/** A key of a metric, param or tag: its characters, its length, and that as a path it means itself. */
export function checkKey(kind: keyof typeof kindNames, key: string): Checked {
  const name = `Invalid ${kindNames[kind]} name: '${shown(key)}'.`;
  if (key === "") return `${name} It is empty.`;
  if (!keyCharacters.test(key))
    return `${name} Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).`;
  if (key.startsWith("/") || key.split("/").some((part) => part === "" || part === "." || part === ".."))
    return `${name} Names may be treated as files in certain cases, and must not resolve to other names when treated as such.`;
  return checkLength(lengthNames[kind], key, mlflowLimits.keyLength);
}

/** The key of what is logged, for a verb's input. */
export const loggedKey = (kind: keyof typeof kindNames) =>
  text().superRefine((key, context) => {
    const fault = checkKey(kind, key);
    if (fault !== null) context.addIssue(fault);
  });

/** The sizes of one log-batch. */
export function checkBatch(sizes: { metrics: number; params: number; tags: number }): Checked {
  const { total, ...limits } = mlflowLimits.batch;
  const all = sizes.metrics + sizes.params + sizes.tags;
  return (
    checkCount("metrics", sizes.metrics, limits.metrics) ??
    checkCount("params", sizes.params, limits.params) ??
    checkCount("tags", sizes.tags, limits.tags) ??
    checkCount("metrics, params, and tags", all, total)
  );
}

const checkCount = (what: string, count: number, limit: number): Checked =>
  count <= limit
    ? null
    : `A batch logging request can contain at most ${limit} ${what}. Got ${count} ${what}. Please split up ${what} across multiple requests and try again.`;

export function checkExperimentName(name: string): Checked {
  if (name.trim() === "")
    return `Invalid experiment name: '${shown(name)}'. Give it at least one character that is no space.`;
  return checkLength("name", name, mlflowLimits.experimentName);
}

/** Where an experiment's artifacts go; without one the server chooses. */
export function checkArtifactLocation(location: string): Checked {
  // First, as every step of the decoding reads all of it.
  const tooLong = checkLength("artifact_location", location, mlflowLimits.artifactLocation);
  if (tooLong !== null) return tooLong;
  const wrong = `Invalid artifact location: '${shown(location)}'.`;
  if (/[#?]/.test(location))
    return `'artifact_location' URL can't include fragments or params. ${wrong} It must not contain '#' or '?'.`;
  if (climbsDecoded(location)) return `${wrong} It must not contain '..'.`;
  if (/\p{Cc}/u.test(location)) return `${wrong} It must not contain control characters.`;
  return null;
}

/** Length in characters, as Python counts them. */
export function checkLength(what: string, text: string, limit: number): Checked {
  return text.length <= limit || [...text].length <= limit
    ? null
    : `'${what}' exceeds the maximum length of ${limit} characters`;
}

/** A param's or run tag's value as MLflow stores it: cut, with the length that it had; null when it was whole. */
export function cutValue(
  kind: "param" | "tag",
  value: string,
): { value: string; originalLength: number | null } {
  const limit = kind === "param" ? mlflowLimits.paramValue : mlflowLimits.runTagValue;
  if (value.length <= limit) return { value, originalLength: null };
  const characters = [...value];
  return characters.length <= limit
    ? { value, originalLength: null }
    : { value: characters.slice(0, limit).join(""), originalLength: characters.length };
}

const shown = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
