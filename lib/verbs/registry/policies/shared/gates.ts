import { type Facts, type GateResult, judgeGates, type Seen } from "@/lib/core/registry/policies/gates";
import type { Gate } from "@/lib/core/registry/policies/policy";
import type { Reader } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";

const none: ReadonlyMap<string, Seen> = new Map();

/**
 * What the gates say of a version, against the one in Production. All they look at stands in PostgreSQL, the last values of
 * metrics too, so a decision judges them inside its own transaction, under the model's lock.
 */
export async function evaluateGates(
  reader: Reader,
  context: Context,
  { gates, model, version }: { gates: readonly Gate[]; model: ModelRow; version: VersionRow },
): Promise<GateResult[]> {
  return gates.length === 0 ? [] : judgeGates(gates, await factsOf(reader, context, gates, model, version));
}

/** The version that stands in Production; null where there is none. */
export const inProduction = (reader: Reader, modelId: string): Promise<VersionRow | null> =>
  reader.version.findFirst({ where: { modelId, stage: "Production" } });

async function factsOf(
  reader: Reader,
  { project }: Context,
  gates: readonly Gate[],
  model: ModelRow,
  version: VersionRow,
): Promise<Facts> {
  const keys = gates.flatMap((gate) => ("metric" in gate ? [gate.metric] : []));
  const runOf = async (id: string | null) =>
    id === null
      ? null
      : reader.run.findFirst({ where: { id, projectId: project.id, lifecycleStage: "active" } });
  const [run, production, tags] = await Promise.all([
    runOf(version.runId),
    inProduction(reader, model.id),
    reader.versionTag.findMany({ where: { versionId: version.id }, select: { key: true, value: true } }),
  ]);
  const other = production && production.id !== version.id ? production : null;
  const otherRun = await runOf(other?.runId ?? null);
  const [metrics, otherMetrics, datasets, commit] = await Promise.all([
    metricsOf(reader, run?.id, keys),
    metricsOf(reader, otherRun?.id, keys),
    run ? reader.runDataset.count({ where: { runId: run.id } }) : 0,
    run
      ? reader.runTag.findUnique({
          where: { runId_key: { runId: run.id, key: "mlflow.source.git.commit" } },
        })
      : null,
  ]);
  return {
    run: run ? "found" : version.runId === null ? "none" : "missing",
    metrics,
    production: other && { version: other.number, metrics: otherMetrics },
    tags: new Set(tags.filter(({ value }) => value.trim() !== "").map(({ key }) => key)),
    modelDescribed: model.description.trim() !== "",
    versionDescribed: version.description.trim() !== "",
    datasets,
    gitCommit: commit && commit.value.trim() !== "" ? commit.value : null,
  };
}

async function metricsOf(
  reader: Reader,
  runId: string | undefined,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Seen>> {
  if (runId === undefined || keys.length === 0) return none;
  const rows = await reader.runMetric.findMany({ where: { runId, key: { in: [...keys] } } });
  return new Map(
    rows.map(({ key, value, step, timestamp }) => [
      key,
      { value, evidence: { runId, step: String(step), at: timeOf(timestamp) } },
    ]),
  );
}

// Clients log times as any 64-bit number: one that no date holds becomes the last or first that one does.
const farthest = 8.64e15;
const timeOf = (timestamp: bigint) => new Date(Math.max(-farthest, Math.min(farthest, Number(timestamp))));
