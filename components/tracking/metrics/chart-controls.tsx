"use client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { NativeInput } from "@/components/ui/native-input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { XAxis } from "@/lib/core/tracking/metrics/series";

export type ControlledView = {
  x: XAxis;
  from: number | null;
  to: number | null;
  smoothing: number;
  log: boolean;
  band: boolean;
};
type Change = Partial<{
  x: XAxis | null;
  from: number | null;
  to: number | null;
  smoothing: number | null;
  log: boolean | null;
  band: boolean | null;
  metrics: string[] | null;
}>;
type Props = {
  view: ControlledView;
  onView: (change: Change) => unknown;
  metrics: readonly string[];
  chosen: readonly string[] | null;
};

const axes = [
  { value: "step", label: "Step" },
  { value: "time", label: "Time" },
  { value: "relative", label: "Time since start" },
] as const;

/** What all line charts of a page have in common: axis, smoothing, scale, band, zoom, and which metrics are drawn. */
export function ChartControls({ view, onView, metrics, chosen }: Props) {
  const zoomed = view.from !== null || view.to !== null;
  const shown = new Set(chosen ?? metrics);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <h2 className="text-base font-medium">Metrics</h2>
      <Select
        size="sm"
        className="w-40"
        label="x axis"
        options={axes}
        value={view.x}
        onValueChange={(x) => onView({ x, from: null, to: null })}
      />
      <label className="flex items-center gap-2">
        Smoothing
        <NativeInput
          type="range"
          min={0}
          max={0.99}
          step={0.01}
          value={view.smoothing}
          onChange={(event) => onView({ smoothing: Number(event.target.value) || null })}
          className="h-6 w-28 accent-(--accent)"
        />
        <output className="w-8 tabular-nums">{view.smoothing.toFixed(2)}</output>
      </label>
      <Switch checked={view.log} onCheckedChange={(on) => onView({ log: on || null })}>
        Log scale
      </Switch>
      <Switch checked={view.band} onCheckedChange={(on) => onView({ band: on ? null : false })}>
        Min–max band
      </Switch>
      <Popover title="Metrics to draw" className="w-80" trigger={<Button size="sm">Choose metrics</Button>}>
        <div className="flex max-h-[50dvh] flex-col gap-1 overflow-auto">
          {metrics.map((metric) => (
            <Checkbox
              key={metric}
              checked={shown.has(metric)}
              onCheckedChange={(on) =>
                onView({ metrics: metrics.filter((one) => (one === metric ? on : shown.has(one))) })
              }
            >
              <span className="truncate">{metric}</span>
            </Checkbox>
          ))}
        </div>
        {chosen !== null && (
          <Button size="sm" onClick={() => onView({ metrics: null })}>
            All metrics
          </Button>
        )}
      </Popover>
      {zoomed && (
        <Button size="sm" onClick={() => onView({ from: null, to: null })}>
          Show everything
        </Button>
      )}
      <span className="text-xs text-muted">
        Drag across a chart to zoom, double click to see everything; by keys + − ← → 0.
      </span>
    </div>
  );
}
