"use client";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { Near } from "@/components/charts/near";
import type { Comparison } from "@/components/tracking/runs/queries";
import { Select } from "@/components/ui/select";
import { prepareBars } from "@/lib/core/charts/prepare-bars";
import { prepareParallel } from "@/lib/core/charts/prepare-parallel";
import { prepareScatter } from "@/lib/core/charts/prepare-scatter";
import { judgesFirst } from "@/lib/core/tracking/metrics/ranking";
import { type Compared, numberOf, type Quantity } from "./use-comparison";
import type { CompareView, SetCompareView } from "./view";

const ScatterChart = dynamic(
  () => import("@/components/charts/scatter-chart").then((module) => module.ScatterChart),
  { ssr: false },
);
const BarChart = dynamic(() => import("@/components/charts/bar-chart").then((module) => module.BarChart), {
  ssr: false,
});
const ParallelCoordinates = dynamic(
  () => import("@/components/charts/parallel-coordinates").then((module) => module.ParallelCoordinates),
  { ssr: false },
);

type Props = {
  data: Comparison;
  compared: Compared;
  view: CompareView;
  onView: SetCompareView;
};
const mostAxes = 7;

/** Scatter, parallel coordinates and bars over params and last metrics. */
export function CompareCharts({ data, compared, view, onView }: Props) {
  const { quantities } = compared;
  const runs = useMemo(
    () => data.runs.filter(({ id }) => !view.hidden.includes(id)).map(({ id }) => id),
    [data, view.hidden],
  );
  const differing = useMemo(() => pickDiffering(data, quantities), [data, quantities]);
  const metric =
    pick(quantities, view.bars) ?? differing.find(({ kind }) => kind === "metric") ?? quantities[0];
  const x =
    pick(quantities, view.scatterX) ?? differing.find(({ kind }) => kind === "param") ?? quantities[0];
  const y = pick(quantities, view.scatterY) ?? metric;
  const axes = (view.axes?.flatMap((id) => pick(quantities, id) ?? []) ?? usualAxes(differing)).slice(0, 12);
  const color = pick(quantities, view.colorBy) ?? metric;
  if (!metric || !x || !y || !color) return null;
  const name = (run: string) => compared.names.get(run) ?? run;
  const options = quantities.map(({ id, label, kind }) => ({ value: id, label: `${kind} ${label}` }));
  const choose = (label: string, value: Quantity, set: (id: string) => unknown) => (
    <Select
      size="sm"
      label={label}
      options={options}
      value={value.id}
      onValueChange={set}
      className="max-w-48"
    />
  );
  const scatter = prepareScatter(runs, { x: axisOf(x), y: axisOf(y) });
  const bars = prepareBars(runs, axisOf(metric), name);
  const parallel = prepareParallel(runs, axes.map(axisOf), axisOf(color));
  return (
    <div className="grid gap-x-6 gap-y-6 lg:grid-cols-2">
      <Near height={360}>
        <ChartFrame
          title={`${y.label} against ${x.label}`}
          summary={scatter.summary}
          footer={scatter.footer}
          table={() => scatter.table(name)}
          height={280}
          actions={
            <>
              {choose("x", x, (id) => onView({ scatterX: id }))}
              {choose("y", y, (id) => onView({ scatterY: id }))}
            </>
          }
        >
          <ScatterChart
            label={`${y.label} against ${x.label}`}
            scatter={scatter}
            looks={compared.looks}
            names={compared.names}
            height={280}
          />
        </ChartFrame>
      </Near>
      <Near height={360}>
        <ChartFrame
          title={`${metric.label} by run`}
          summary={bars.summary}
          footer={bars.footer}
          table={() => bars.table}
          height={280}
          actions={choose("metric", metric, (id) => onView({ bars: id }))}
        >
          <BarChart label={`${metric.label} by run`} bars={bars} looks={compared.looks} height={280} />
        </ChartFrame>
      </Near>
      <div className="lg:col-span-2">
        <Near height={420}>
          <ChartFrame
            title="Parallel coordinates"
            summary={parallel.summary}
            footer={parallel.footer}
            table={() => parallel.table(name)}
            height={340}
            actions={choose("colour", color, (id) => onView({ colorBy: id }))}
          >
            <ParallelCoordinates
              parallel={parallel}
              names={compared.names}
              height={340}
              onAxes={(ids) => onView({ axes: ids })}
            />
          </ChartFrame>
        </Near>
      </div>
    </div>
  );
}

const pick = (quantities: readonly Quantity[], id: string | null) =>
  quantities.find((quantity) => quantity.id === id);
const axisOf = (quantity: Quantity) => ({
  id: quantity.id,
  label: quantity.label,
  value: quantity.of,
  number: (run: string) => numberOf(quantity, run),
});

function pickDiffering(data: Comparison, quantities: readonly Quantity[]): Quantity[] {
  const differ = new Set([
    ...data.params.filter((one) => one.differs).map(({ key }) => `params.${key}`),
    ...data.metrics
      .filter((one) => one.differs && !one.key.startsWith("system/"))
      .map(({ key }) => `metrics.${key}`),
  ]);
  return judgesFirst(quantities.filter(({ id }) => differ.has(id)));
}

/** Params that differ, then the metrics that judge them. */
function usualAxes(differing: readonly Quantity[]): Quantity[] {
  const params = differing.filter(({ kind }) => kind === "param").slice(0, mostAxes - 2);
  return [...params, ...differing.filter(({ kind }) => kind === "metric").slice(0, mostAxes - params.length)];
}
