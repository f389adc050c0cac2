"use client";
import { useMemo, useState } from "react";
import { CrosshairContext, makeCrosshair } from "@/components/charts/crosshair";
import { Near } from "@/components/charts/near";
import { ChartControls } from "@/components/tracking/metrics/chart-controls";
import { MetricChart } from "@/components/tracking/metrics/metric-chart";
import { Button } from "@/components/ui/button";
import { seriesLook } from "@/lib/core/charts/series-colors";
import { visible } from "@/lib/core/text/visible";
import { Nothing } from "./key-tables";
import type { Run } from "./queries";
import type { RunView, SetRunView } from "./view";

const first = 12;
const none: ReadonlySet<string> = new Set();

/** A chart for every metric, in groups by what stands before the first slash. Those far from the window wait. */
export function RunCharts({
  run,
  metrics,
  view,
  onView,
}: {
  run: Run;
  metrics: readonly string[];
  view: RunView;
  onView: SetRunView;
}) {
  const [crosshair] = useState(makeCrosshair);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const names = useMemo(() => new Map([[run.id, visible(run.name)]]), [run.id, run.name]);
  const looks = useMemo(() => new Map([[run.id, seriesLook(0)]]), [run.id]);
  const runs = useMemo(() => [run.id], [run.id]);
  const drawn = chosen ?? metrics;
  const groups = useMemo(() => byPrefix(drawn.slice(0, first + view.more)), [drawn, view.more]);
  if (metrics.length === 0)
    return <Nothing>This run has logged none. Charts appear here as soon as it does.</Nothing>;
  return (
    <div className="flex flex-col gap-4">
      <ChartControls
        view={view}
        onView={({ metrics: picked, ...rest }) => {
          if (picked !== undefined) setChosen(picked);
          return onView(rest);
        }}
        metrics={metrics}
        chosen={chosen}
      />
      <CrosshairContext value={crosshair}>
        {groups.map(([prefix, keys]) => (
          <section
            key={prefix}
            aria-label={prefix === "" ? "Metrics" : prefix}
            className="flex flex-col gap-3"
          >
            {prefix !== "" && <h3 className="text-base font-medium">{prefix}</h3>}
            <div className="grid gap-x-6 gap-y-6 lg:grid-cols-2">
              {keys.map((metric) => (
                <Near key={metric} height={340}>
                  <MetricChart
                    metric={metric}
                    runs={runs}
                    names={names}
                    looks={looks}
                    view={view}
                    hidden={none}
                    onZoom={(range) => onView({ from: range?.[0] ?? null, to: range?.[1] ?? null })}
                  />
                </Near>
              ))}
            </div>
          </section>
        ))}
      </CrosshairContext>
      {drawn.length > first + view.more && (
        <div className="flex items-center gap-3 text-sm text-muted">
          {first + view.more} of {drawn.length} metrics drawn
          <Button size="sm" onClick={() => onView({ more: view.more + first })}>
            Draw {Math.min(first, drawn.length - first - view.more)} more
          </Button>
        </div>
      )}
    </div>
  );
}

function byPrefix(metrics: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const key of metrics) {
    const prefix = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
    groups.set(prefix, [...(groups.get(prefix) ?? []), key]);
  }
  return [...groups].toSorted(([a], [b]) => a.localeCompare(b));
}
