"use client";
import { useMemo, useState } from "react";
import { CrosshairContext, makeCrosshair } from "@/components/charts/crosshair";
import { Near } from "@/components/charts/near";
import { ChartControls } from "@/components/tracking/metrics/chart-controls";
import { MetricChart } from "@/components/tracking/metrics/metric-chart";
import { Button } from "@/components/ui/button";
import { byInterest } from "@/lib/core/tracking/metrics/ranking";
import type { Compared } from "./use-comparison";
import type { CompareView, SetCompareView } from "./view";

const first = 6;
type Props = { compared: Compared; view: CompareView; onView: SetCompareView };

/** A line chart a metric, sharing axis, zoom and crosshair; those far from the window wait. */
export function LineCharts({ compared, view, onView }: Props) {
  const [crosshair] = useState(makeCrosshair);
  const metrics = useMemo(
    () => view.metrics ?? byInterest(compared.metrics),
    [view.metrics, compared.metrics],
  );
  const shown = metrics.slice(0, first + view.more);
  const hidden = useMemo(() => new Set(view.hidden), [view.hidden]);
  return (
    <section aria-label="Metrics over steps" className="flex flex-col gap-3">
      <ChartControls view={view} onView={onView} metrics={compared.metrics} chosen={view.metrics} />
      <CrosshairContext value={crosshair}>
        <div className="grid gap-x-6 gap-y-6 lg:grid-cols-2">
          {shown.map((metric) => (
            <Near key={metric} height={340}>
              <MetricChart
                metric={metric}
                runs={view.runs}
                names={compared.names}
                looks={compared.looks}
                view={view}
                hidden={hidden}
                onZoom={(range) => onView({ from: range?.[0] ?? null, to: range?.[1] ?? null })}
              />
            </Near>
          ))}
        </div>
      </CrosshairContext>
      {metrics.length > shown.length && (
        <div className="flex items-center gap-3 text-sm text-muted">
          {shown.length} of {metrics.length} metrics drawn
          <Button size="sm" onClick={() => onView({ more: view.more + 12 })}>
            Draw {Math.min(12, metrics.length - shown.length)} more
          </Button>
        </div>
      )}
    </section>
  );
}
