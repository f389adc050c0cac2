import { type Stage, stages } from "@/lib/core/registry/stages";
import { demandOf } from "./demand";
import type { Policy } from "./policy";

type Wearer = { stage: Stage; tags: readonly { key: string; value: string }[] };

/** The tags that a version lacks, each with the stages (of `targets`) that want it. One without a value counts for none. */
export function missingTags(
  policy: Policy,
  { stage, tags }: Wearer,
  targets: readonly Stage[] = stages,
): Map<string, Stage[]> {
  const worn = new Set(tags.flatMap(({ key, value }) => (value.trim() === "" ? [] : key)));
  const missing = new Map<string, Stage[]>();
  for (const to of targets)
    for (const gate of demandOf(policy, stage, to)?.gates ?? [])
      for (const key of gate.kind === "tags" ? gate.keys : []) {
        const wanting = missing.get(key) ?? [];
        if (!worn.has(key) && !wanting.includes(to)) missing.set(key, [...wanting, to]);
      }
  return missing;
}
