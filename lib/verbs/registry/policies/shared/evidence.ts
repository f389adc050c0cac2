import { z } from "zod";
import type { Metrics } from "@/lib/core/registry/policies/facts";
import { type Evidence, evidence, toSeenNumber } from "@/lib/core/registry/policies/gates";
import { byInterest } from "@/lib/core/tracking/metrics/ranking";
import type { Reader } from "@/lib/stores/database/database";
import type { runMetric as MetricRow } from "@/prisma/generated/client";

/** So many of a run's keys are looked at, by name: anybody may log to a run, and a decision has seconds. */
export const mostLookedAt = 10_000;

/** A run's metrics, last value of each; `keys` left out: of all, up to a number. */
export async function lastMetrics(
  reader: Reader,
  runId: string | undefined,
  keys?: readonly string[],
): Promise<Metrics> {
  if (runId === undefined || keys?.length === 0) return new Map();
  const rows = await reader.runMetric.findMany({
    where: { runId, ...(keys === undefined ? {} : { key: { in: [...keys] } }) },
    orderBy: { key: "asc" },
    take: mostLookedAt,
  });
  return new Map(rows.map((row) => [row.key, { value: row.value, evidence: toEvidence(row) }]));
}

const toEvidence = ({ runId, key, step, timestamp, value }: MetricRow): Evidence => ({
  ...{ runId, key, step: String(step), at: timeOf(timestamp), value: toSeenNumber(value) },
});

// Clients log times as any 64-bit number: one that no date holds becomes the last or first that one does.
const farthest = 8.64e15;
const timeOf = (timestamp: bigint) => new Date(Math.max(-farthest, Math.min(farthest, Number(timestamp))));

/** How many metrics of a run a transition keeps; those that a policy asks for come first, system metrics last. */
const mostKept = 500;

/** What a run says now, to be kept with a transition. */
export async function evidenceOf(
  reader: Reader,
  runId: string | undefined,
  gated: readonly string[],
): Promise<Evidence[]> {
  // What a policy asks for is there, however much else was logged.
  const [asked, all] = [await lastMetrics(reader, runId, gated), await lastMetrics(reader, runId)];
  const metrics = new Map([...all, ...asked]);
  const keys = new Set([...gated, ...byInterest([...metrics.keys()])]);
  return [...keys].flatMap((key) => metrics.get(key)?.evidence ?? []).slice(0, mostKept);
}

/** `late`: when it was read, where the version had entered before numbers were kept. */
export type Kept = { evidence: Evidence[]; late: Date | null };

/** What a version's last entry into Production kept; null where it kept nothing. */
export async function keptOf(reader: Reader, modelId: string, version: number): Promise<Kept | null> {
  const entry = await reader.transition.findFirst({
    where: { modelId, version, toStage: "Production" },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { evidence: true, late: true },
  });
  const kept = entry?.evidence ?? entry?.late?.evidence;
  if (!kept) return null;
  return {
    evidence: z.array(evidence).parse(kept),
    late: entry?.evidence ? null : (entry?.late?.keptAt ?? null),
  };
}

/** The same by metric: the numbers that a version entered Production on. */
export async function approvedOn(
  reader: Reader,
  modelId: string,
  version: number,
): Promise<{ metrics: Metrics; late: Date | null } | null> {
  const kept = await keptOf(reader, modelId, version);
  return (
    kept && {
      late: kept.late,
      metrics: new Map(
        kept.evidence.flatMap((one) =>
          one.key === undefined || one.value === undefined
            ? []
            : [[one.key, { value: Number(one.value), evidence: one }] as const],
        ),
      ),
    }
  );
}
