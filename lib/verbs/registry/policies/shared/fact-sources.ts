import type { FactsOf, GateKind, GateOf, Metrics } from "@/lib/core/registry/policies/facts";
import type { Gate } from "@/lib/core/registry/policies/policy";
import type { Reader } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { approvedOn, lastMetrics } from "./evidence";
import { type RunBehind, runBehind } from "./run-behind";

/** A version that gates are asked of. */
export type Judged = { gates: readonly Gate[]; model: ModelRow; version: VersionRow };

/** What sources look through: kinds that look at the same thing share the question to the database. */
export type Look = Judged & {
  reader: Reader;
  context: Scope;
  behind(): Promise<RunBehind>;
  metrics(): Promise<Metrics>;
  /** Another version that stands in Production, with what it was approved on and what its run says now. */
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
      const { run, row } = await look.behind();
      if (!row) return { run, datasets: 0, gitCommit: null };
      const where = { runId_key: { runId: row.id, key: "mlflow.source.git.commit" } };
      const [datasets, commit] = await Promise.all([
        look.reader.runDataset.count({ where: { runId: row.id } }),
        look.reader.runTag.findUnique({ where }),
      ]);
      const gitCommit = commit && commit.value.trim() !== "" ? commit.value : null;
      return { run, datasets, gitCommit };
    },
  },
};

async function metricsOf(look: Look): Promise<FactsOf["bound"]> {
  return { run: (await look.behind()).run, metrics: await look.metrics() };
}

/** The version that stands in Production; null where there is none. */
export const inProduction = (reader: Reader, modelId: string): Promise<VersionRow | null> =>
  reader.version.findFirst({ where: { modelId, stage: "Production" } });

export function lookAt(reader: Reader, context: Scope, judged: Judged): Look {
  const { gates, model, version } = judged;
  const keys = [...new Set(gates.flatMap((gate) => ("metric" in gate ? [gate.metric] : [])))];
  const behind = once(() => runBehind(reader, context, version));
  return {
    ...judged,
    reader,
    context,
    behind,
    metrics: once(async () => lastMetrics(reader, (await behind()).row?.id, keys)),
    production: once(async () => {
      const found = await inProduction(reader, model.id);
      if (!found || found.id === version.id) return null;
      const { row } = await runBehind(reader, context, found);
      const kept = await approvedOn(reader, model.id, found.number);
      return {
        version: found.number,
        approved: kept?.metrics ?? null,
        late: kept?.late ?? null,
        now: await lastMetrics(reader, row?.id, keys),
      };
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
