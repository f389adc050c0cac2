import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { GateResult } from "@/lib/core/registry/policies/gates";
import {
  evidenceChanged,
  gateSeen,
  listSeen,
  type SeenState,
  seenState,
  shortSeen,
} from "@/lib/core/registry/requests/seen";
import type { Reader } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { lastMetrics, mostLookedAt } from "@/lib/verbs/registry/policies/shared/evidence";
import type { Wish } from "@/lib/verbs/registry/policies/shared/wish";
import { datasetEntries, gitName } from "@/lib/verbs/registry/versions/shared/compared";
import type { stageRequest as RequestRow } from "@/prisma/generated/client";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** What whoever decides looks at, as it stands: verdicts with their numbers, the run's metrics, tags, descriptions, datasets. */
export async function seenOf(
  reader: Reader,
  { project }: Pick<Context, "project">,
  { model, version }: Pick<Wish, "model" | "version">,
  gates: readonly GateResult[],
): Promise<SeenState> {
  const { runId } = version;
  const run =
    runId === null
      ? null
      : await reader.run.findFirst({
          where: { id: runId, projectId: project.id },
          select: {
            lifecycleStage: true,
            params: { orderBy: { key: "asc" }, take: mostLookedAt },
            tags: { orderBy: { key: "asc" }, take: mostLookedAt },
            datasets: {
              select: { dataset: { select: { name: true, digest: true } } },
              orderBy: { datasetId: "asc" },
              take: mostLookedAt,
            },
          },
        });
  const [tags, metrics] = await Promise.all([
    reader.versionTag.findMany({
      where: { versionId: version.id },
      orderBy: { key: "asc" },
      take: mostLookedAt,
    }),
    lastMetrics(reader, run && runId !== null ? runId : undefined),
  ]);
  const judged = new Set(gates.flatMap(({ evidence }) => evidence?.key ?? []));
  const pair = ({ key, value }: { key: string; value: number | string }) => [key, String(value)] as const;
  return {
    ...verdictsOf(gates),
    run: run === null ? "none here" : run.lifecycleStage,
    ...listSeen(
      "metric",
      // What the machine does while it trains goes on by itself, and says nothing of a model.
      [...metrics]
        .filter(([key]) => !judged.has(key) && !key.startsWith("system/"))
        .map(([key, { value }]) => [key, String(value)]),
      { most: 300, hash },
    ),
    ...listSeen("param", (run?.params ?? []).map(pair), { most: 100, hash }),
    ...listSeen("tag", tags.map(pair), { most: 200, hash }),
    ...listSeen(
      "run tag",
      (run?.tags ?? []).filter(({ key }) => !key.startsWith("mlflow.") || gitName(key)).map(pair),
      { most: 200, hash },
    ),
    ...listSeen("dataset", datasetEntries((run?.datasets ?? []).map(({ dataset }) => dataset)).map(pair), {
      most: 100,
      hash,
    }),
    ...described("model", model.description),
    ...described("version", version.description),
  };
}

/** By name; a second gate of one name has its place behind it. */
function verdictsOf(gates: readonly GateResult[]): SeenState {
  const nth = new Map<string, number>();
  const named = gates.map((gate): [string, string] => {
    const place = (nth.get(gate.name) ?? 0) + 1;
    nth.set(gate.name, place);
    return [`gate ${gate.name}${place === 1 ? "" : ` (${place})`}`, gateSeen(gate)];
  });
  return Object.fromEntries(named);
}

const described = (what: string, text: string): SeenState =>
  text === "" ? {} : { [`description of the ${what}`]: shortSeen(text, hash) };

/** What a request was last judged by; null of one from before that was kept. */
export const pinnedSeen = ({ seen }: Pick<RequestRow, "seen">): SeenState | null =>
  seen === null ? null : seenState.parse(seen);

/** As a request keeps it. The hash names it: a page sends it back with a decision, to say what it showed. */
export const pinSeen = (seen: SeenState) => ({ seen, seenHash: hash(canonicalJson(seen)) });

export const lastChange = ({ evidenceChanged: kept }: Pick<RequestRow, "evidenceChanged">) =>
  kept === null ? null : evidenceChanged.parse(kept);
