import { createLoader, parseAsInteger } from "nuqs/server";
import type { Stage } from "@/lib/core/registry/stages";

/** Which two versions are compared stands in the URL. */
export const differenceParsers = { from: parseAsInteger, to: parseAsInteger };
export const loadDifferenceView = createLoader(differenceParsers);

/**
 * The two versions to compare, `versions` being the model's, newest first: the newest with the one in Production, or with
 * the one before, where the URL does not say. null: the model has none. `from` null: there is nothing to compare with.
 */
export function pairOf(
  { from, to }: { from: number | null; to: number | null },
  versions: readonly { number: number; stage: Stage }[],
): { from: number | null; to: number } | null {
  const after = to ?? versions[0]?.number;
  if (after === undefined) return null;
  const production = versions.find(({ stage, number }) => stage === "Production" && number !== after);
  const before = versions.find(({ number }) => number < after);
  return { from: from ?? production?.number ?? before?.number ?? null, to: after };
}
