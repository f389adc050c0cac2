import { z } from "zod";
import { text } from "@/lib/core/fields";
import { version } from "@/lib/core/registry/versions/version";
import { tag } from "@/lib/core/tracking/tag";

const printable = (value: string) => !/[\u0000-\u001f\u007f]/.test(value);

export const modelName = text(256)
  .refine((name) => name.trim() !== "", "Registered model name cannot be empty.")
  .superRefine((name, context) => {
    if (/[/:]/.test(name))
      context.addIssue(`Invalid model name '${name.slice(0, 100)}'. Names cannot contain '/' or ':'.`);
  })
  .refine((name) => name !== "." && name !== "..", "a model's name cannot be . or ..")
  .refine(printable, "a model's name cannot contain control characters");

export const registryTag = z.strictObject({ key: text(250).min(1), value: text(100_000).default("") });

export const description = text(100_000);

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
