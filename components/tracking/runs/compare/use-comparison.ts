"use client";
import { useMemo } from "react";
import type { ComparedRun, Comparison } from "@/components/tracking/runs/queries";
import { assignLooks, type SeriesLook } from "@/lib/core/charts/series-colors";
import { visible } from "@/lib/core/text/visible";
import { asNumber } from "@/lib/core/tracking/runs/diff";

/** A param or metric that charts can put on an axis: "metrics.loss", "params.lr". */
export type Quantity = {
  id: string;
  label: string;
  kind: "metric" | "param";
  of: (run: string) => string | null;
};
export type Compared = {
  names: Map<string, string>;
  looks: Map<string, SeriesLook>;
  quantities: Quantity[];
  metrics: string[];
};

type Given = {
  runs: readonly Pick<ComparedRun, "id" | "name" | "metrics" | "params">[];
  metrics: readonly { key: string }[];
  params: readonly { key: string }[];
};

/** What every chart of the comparison needs: names, looks, and what can stand on an axis. */
export function useComparison(data: Comparison | undefined): Compared {
  return useMemo(() => comparedOf(data), [data]);
}

/** The same as a plain function. A run's look is its own: neither the order of the runs nor one run less gives all the others another. */
export function comparedOf(data: Given | undefined): Compared {
  const runs = data?.runs ?? [];
  const values = new Map(
    runs.map((run) => [
      run.id,
      new Map([
        ...run.metrics.map(({ key, value }) => [`metrics.${key}`, String(value)] satisfies [string, string]),
        ...run.params.map(({ key, value }) => [`params.${key}`, value] satisfies [string, string]),
      ]),
    ]),
  );
  const quantity = (kind: "metric" | "param", key: string): Quantity => {
    const id = `${kind}s.${key}`;
    return { id, kind, label: key, of: (run) => values.get(run)?.get(id) ?? null };
  };
  return {
    names: new Map(runs.map((run) => [run.id, visible(run.name)])),
    looks: assignLooks(runs.map(({ id }) => id)),
    quantities: [
      ...(data?.metrics ?? []).map(({ key }) => quantity("metric", key)),
      ...(data?.params ?? []).map(({ key }) => quantity("param", key)),
    ],
    metrics: (data?.metrics ?? []).map(({ key }) => key),
  };
}

export const numberOf = (quantity: Quantity, run: string): number | null => asNumber(quantity.of(run));
