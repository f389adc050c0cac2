"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ErrorState } from "@/components/ui/error-state";
import { lineTable } from "@/lib/core/charts/line-table";
import { prepareLines } from "@/lib/core/charts/prepare-lines";
import type { Range } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";
import { lineFooter, lineSummary } from "@/lib/core/charts/words";
import type { XAxis } from "@/lib/core/tracking/metrics/series";
import { chartBins, seriesQuery } from "./queries";
import { runSeries } from "./run-series";

// Recharts is 130 KB: it comes after the page stands.
const LineChart = dynamic(() => import("@/components/charts/line-chart").then((module) => module.LineChart), {
  ssr: false,
});

const height = 260;

export type ChartView = {
  x: XAxis;
  from: number | null;
  to: number | null;
  smoothing: number;
  log: boolean;
  band: boolean;
};
type Props = {
  metric: string;
  runs: readonly string[];
  names: ReadonlyMap<string, string>;
  looks: ReadonlyMap<string, SeriesLook>;
  view: ChartView;
  hidden: ReadonlySet<string>;
  onZoom: (range: Range | null) => void;
};

/** One metric of the runs over steps or time: asks for the bins of what is in sight, and draws them. */
export function MetricChart({ metric, runs, names, looks, view, hidden, onZoom }: Props) {
  const { x, from, to, smoothing, log, band } = view;
  const { data, error, refetch, isFetching } = useQuery({
    ...seriesQuery({ runs, metric, x, from, to, bins: chartBins }),
    placeholderData: keepPreviousData,
  });
  const lines = useMemo(
    () => (data ? prepareLines({ ...data, series: runSeries(data) }, { smoothing, log, band }) : null),
    [data, smoothing, log, band],
  );
  if (error) return <ErrorState what={`The chart of ${metric}`} error={error} onRetry={refetch} />;
  if (!data || !lines) return <Waiting metric={metric} runs={runs.length} />;
  const name = (run: string) => names.get(run) ?? run;
  const footer = lineFooter(data, lines);
  return (
    <ChartFrame
      title={`${metric} by ${axisWords[x]}`}
      summary={lineSummary(metric, lines, name)}
      footer={isFetching ? [...footer, "reading finer bins"] : footer}
      table={() => lineTable(lines, name, x)}
      height={height}
    >
      {data.points === 0 ? (
        <p className="flex h-full items-center justify-center text-sm text-muted">
          {data.available
            ? `No run has points of ${metric} here.`
            : "The telemetry store cannot be reached just now. What is logged meanwhile is kept."}
        </p>
      ) : (
        <LineChart
          label={`${metric} by ${axisWords[x]}`}
          lines={lines}
          xAxis={x}
          looks={looks}
          names={names}
          band={band}
          hidden={hidden}
          height={height}
          onZoom={onZoom}
        />
      )}
    </ChartFrame>
  );
}

export const axisWords: Record<XAxis, string> = {
  step: "step",
  time: "time",
  relative: "time since its start",
};

const Waiting = ({ metric, runs }: { metric: string; runs: number }) => (
  <div
    role="status"
    style={{ height: height + 60 }}
    className="flex items-center justify-center text-sm text-muted"
  >
    Reading {metric} of {runs === 1 ? "1 run" : `${runs} runs`}
  </div>
);
