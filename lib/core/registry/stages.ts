import { z } from "zod";

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
