import type { FactsOf, GateKind, GateOf, Seen } from "@/lib/core/registry/policies/facts";
import type { Gate } from "@/lib/core/registry/policies/policy";
import type { Reader } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";
import type { model as ModelRow, run as RunRow, version as VersionRow } from "@/prisma/generated/client";

/** A version that gates are asked of. */
export type Judged = { gates: readonly Gate[]; model: ModelRow; version: VersionRow };

/** What sources look through: kinds that look at the same thing share the question to the database. */
export type Look = Judged & {
  reader: Reader;
  context: Scope;
  run(): Promise<RunRow | null>;
  metrics(): Promise<ReadonlyMap<string, Seen>>;
  /** Another version that stands in Production, with its run's metrics. */
  production(): Promise<FactsOf["production"]["production"]>;
};

/**
 * Where the facts of a kind of gate come from. `database`: read under the model's lock, so that they hold when the move is made.
 * Anything else is gathered before the transaction, and says nothing where it cannot be reached.
 */
export type FactSource<K extends GateKind> = {
  where: "database" | "telemetry";
  gather(look: Look, gates: readonly GateOf<K>[]): Promise<FactsOf[K]>;
};
export type FactSources = { [K in GateKind]: FactSource<K> };

export const factSources: FactSources = {
  bound: { where: "database", gather: metricsOf },
  production: {
    where: "database",
    async gather(look) {
      const [own, production] = await Promise.all([metricsOf(look), look.production()]);
      return { ...own, production };
    },
  },
  tags: {
    where: "database",
    async gather({ reader, version }) {
      const rows = await reader.versionTag.findMany({
        where: { versionId: version.id },
        select: { key: true, value: true },
      });
      return { tags: new Set(rows.filter(({ value }) => value.trim() !== "").map(({ key }) => key)) };
    },
  },
  card: {
    where: "database",
    gather: async ({ model, version }) => ({
      modelDescribed: model.description.trim() !== "",
      versionDescribed: version.description.trim() !== "",
    }),
  },
  lineage: {
    where: "database",
    async gather(look) {
      const run = await look.run();
      if (!run) return { run: lost(look.version), datasets: 0, gitCommit: null };
      const where = { runId_key: { runId: run.id, key: "mlflow.source.git.commit" } };
      const [datasets, commit] = await Promise.all([
        look.reader.runDataset.count({ where: { runId: run.id } }),
        look.reader.runTag.findUnique({ where }),
      ]);
      const gitCommit = commit && commit.value.trim() !== "" ? commit.value : null;
      return { run: "found", datasets, gitCommit };
    },
  },
};

async function metricsOf(look: Look): Promise<FactsOf["bound"]> {
  return { run: (await look.run()) ? "found" : lost(look.version), metrics: await look.metrics() };
}
const lost = ({ runId }: VersionRow) => (runId === null ? "none" : "missing");

/** The version that stands in Production; null where there is none. */
export const inProduction = (reader: Reader, modelId: string): Promise<VersionRow | null> =>
  reader.version.findFirst({ where: { modelId, stage: "Production" } });

export function lookAt(reader: Reader, context: Scope, judged: Judged): Look {
  const { gates, model, version } = judged;
  const keys = [...new Set(gates.flatMap((gate) => ("metric" in gate ? [gate.metric] : [])))];
  const runOf = async (id: string | null) =>
    id === null
      ? null
      : reader.run.findFirst({ where: { id, projectId: context.project.id, lifecycleStage: "active" } });
  const run = once(() => runOf(version.runId));
  return {
    ...judged,
    reader,
    context,
    run,
    metrics: once(async () => lastMetrics(reader, (await run())?.id, keys)),
    production: once(async () => {
      const found = await inProduction(reader, model.id);
      if (!found || found.id === version.id) return null;
      const otherRun = await runOf(found.runId);
      return { version: found.number, metrics: await lastMetrics(reader, otherRun?.id, keys) };
    }),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

async function lastMetrics(
  reader: Reader,
  runId: string | undefined,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Seen>> {
  if (runId === undefined || keys.length === 0) return new Map();
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
