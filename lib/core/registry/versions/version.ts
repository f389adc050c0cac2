import { z } from "zod";
import { text } from "@/lib/core/fields";
import { stages } from "@/lib/core/registry/stages";
import { tag } from "@/lib/core/tracking/tag";

/** A version's number, which is text on MLflow's wire. */
export const versionNumber = z
  .union([z.string().regex(/^\d{1,10}$/), z.number().int(), z.bigint()], "must be a version's number, like 3")
  .transform(Number)
  .refine((number) => number >= 1 && number <= 2 ** 31 - 1, "must be a version's number, like 3")
  .meta({ type: "integer" });

/** Where a new alias is set; reads take any text. */
export const alias = text(255).superRefine((name, context) => {
  const fault = aliasFault(name);
  if (fault !== null) context.addIssue(fault);
});

/** In MLflow's words, as scripts match them. */
function aliasFault(name: string): string | null {
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    return `Invalid alias name: '${name.slice(0, 100)}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`;
  if (name.toLowerCase() === "latest")
    return "'latest' alias name (case insensitive) is reserved. It means the newest version.";
  if (/^v\d+$/i.test(name))
    return `Version alias name '${name}' is reserved. It would be taken for a version's number.`;
  return null;
}

/** Who moved a version past its policy into the stage where it stands, and when. */
export const bypassMark = z.object({ by: z.string(), at: z.date() });

export const version = z.object({
  model: z.string(),
  number: z.number(),
  stage: z.enum(stages),
  /** null: it came there by what the policy asks. */
  bypass: bypassMark.nullable(),
  source: z.string(),
  storage: z.string(),
  runId: z.string().nullable(),
  /** The run that it names is not on this server: no lineage. */
  runElsewhere: z.boolean(),
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
