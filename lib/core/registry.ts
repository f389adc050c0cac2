import { z } from "zod";
import { text } from "./fields";
import { tag } from "./tracking";

/** Where a version is. */
export const stages = ["None", "Staging", "Production", "Archived"] as const;
export type Stage = (typeof stages)[number];

/** A stage by its name in any case; undefined where there is none of that name. */
export const stageNamed = (name: string): Stage | undefined =>
  stages.find((stage) => stage.toLowerCase() === name.toLowerCase());

export const stage = z.string().transform((name, context): Stage => {
  const known = stageNamed(name);
  if (known) return known;
  context.addIssue(
    `Invalid Model Version stage: ${name.slice(0, 80)}. Value must be one of ${stages.join(", ")}.`,
  );
  return z.NEVER;
});

const printable = (value: string) => !/[\u0000-\u001f\u007f]/.test(value);

export const modelName = text(256)
  .refine((name) => name.trim() !== "", "Registered model name cannot be empty.")
  .refine((name) => !/[/:]/.test(name), "a model's name cannot contain '/' or ':'")
  .refine((name) => name !== "." && name !== "..", "a model's name cannot be . or ..")
  .refine(printable, "a model's name cannot contain control characters");

/** A version's number, which is text on MLflow's wire. */
export const versionNumber = z
  .union([z.string().regex(/^\d{1,10}$/), z.number().int(), z.bigint()], "must be a version's number, like 3")
  .transform(Number)
  .refine((number) => number >= 1 && number <= 2 ** 31 - 1, "must be a version's number, like 3")
  .meta({ type: "integer" });

/** Where a new alias is set; reads take any text. */
export const alias = text(255)
  .regex(/^[A-Za-z0-9_-]+$/, "an alias is made of letters, digits, _ and -")
  .refine((name) => name.toLowerCase() !== "latest", "'latest' is reserved: it means the newest version")
  .refine((name) => !/^v\d+$/i.test(name), "an alias like v1 would be taken for a version's number");

export const registryTag = z.strictObject({ key: text(250).min(1), value: text(100_000).default("") });
export const description = text(100_000);

export const version = z.object({
  model: z.string(),
  number: z.number(),
  stage: z.enum(stages),
  source: z.string(),
  storage: z.string(),
  runId: z.string().nullable(),
  runLink: z.string().nullable(),
  loggedModelId: z.string().nullable(),
  description: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  createdBy: z.string().nullable(),
  tags: z.array(tag),
  aliases: z.array(z.string()),
});
export type Version = z.infer<typeof version>;

export const model = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  createdBy: z.string().nullable(),
  /** Whom to ask about it. */
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  tags: z.array(tag),
  aliases: z.array(z.object({ alias: z.string(), version: z.number() })),
  /** The newest version of each stage that has one. */
  latestVersions: z.array(version),
  versions: z.number(),
});
export type Model = z.infer<typeof model>;

export const transitionKinds = ["move", "request", "rollback", "bypass"] as const;

/** A move between stages, once it happened. `actor` is a person's name, or how the trail names whoever acted. */
export const transition = z.object({
  id: z.string(),
  version: z.number(),
  from: z.string(),
  to: z.string(),
  actor: z.string(),
  actorId: z.string(),
  reason: z.string().nullable(),
  /** How it came about: by hand, by a request, taken back to the one before, or past the policy. */
  kind: z.enum(transitionKinds),
  requestId: z.string().nullable(),
  at: z.date(),
  recordedAt: z.date(),
});
export type Transition = z.infer<typeof transition>;

/** One version's change of stage. */
export const moved = z.object({ version: z.number(), from: z.string(), to: z.enum(stages) });

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
