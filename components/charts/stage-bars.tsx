"use client";
import { useRef } from "react";
import { useWidth } from "@/components/charts/use-width";
import { useZone } from "@/components/ui/time";
import type { StageTimeline } from "@/lib/core/charts/prepare-stages";
import { scaleOver, toPixel } from "@/lib/core/charts/scale";
import { axisTime, timeTicks } from "@/lib/core/charts/ticks";
import { type Stage, stages } from "@/lib/core/registry/stages";

type Props = {
  label: string;
  timeline: StageTimeline;
  /** A moment that is asked about, in epoch ms. */
  at: number | null;
  height: number;
  when: (at: number) => string;
};
const row = 26;
const axisHeight = 20;
const characterWidth = 7;
const tickPixels = 120;

// Height and line tell the stages apart where colour does not.
const looks: Record<Stage, { tall: number; fill: string; stroke: string; dash?: string }> = {
  None: { tall: 6, fill: "none", stroke: "var(--control)" },
  Staging: { tall: 12, fill: "var(--info)", stroke: "var(--info)" },
  Production: { tall: 18, fill: "var(--good)", stroke: "var(--good)" },
  Archived: { tall: 4, fill: "none", stroke: "var(--muted)", dash: "3 3" },
};

/** A line a version: bars of the stages that it stood in, over time. */
export function StageBars({ label, timeline: { rows, range, summary }, at, height, when }: Props) {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  const zone = useZone();
  const longest = Math.max(2, ...rows.map(({ version }) => `v${version}`.length));
  const nameWidth = longest * characterWidth + 12;
  const scale = scaleOver(range, [nameWidth, Math.max(nameWidth + 1, width - 8)]);
  const tall = rows.length * row + axisHeight + 4;
  const ticks = timeTicks(range, Math.max(1, Math.floor((width - nameWidth) / tickPixels)), zone);
  const asked = at === null ? null : toPixel(scale, Math.min(range[1], Math.max(range[0], at)));
  return (
    <section
      ref={box}
      aria-label={`${label}. ${summary}`}
      {...{ tabIndex: 0 }}
      style={{ maxHeight: height, minHeight: Math.min(height, tall) }}
      className="overflow-x-hidden overflow-y-auto contain-inline-size"
    >
      {width > 0 && (
        <svg data-chart width={width} height={tall} role="img" aria-label={`${label}. ${summary}`}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={toPixel(scale, tick)}
                x2={toPixel(scale, tick)}
                y1={axisHeight}
                y2={tall}
                stroke="var(--hairline)"
              />
              <text
                x={Math.min(toPixel(scale, tick), width - 40)}
                y={12}
                fontSize={11}
                textAnchor={toPixel(scale, tick) < nameWidth + 30 ? "start" : "middle"}
                fill="var(--muted)"
              >
                {axisTime(tick, range, zone)}
              </text>
            </g>
          ))}
          {rows.map(({ version, gone, spans }, index) => {
            const middle = axisHeight + index * row + row / 2;
            return (
              <g key={version}>
                <text x={0} y={middle + 4} fontSize={11} fill={gone ? "var(--muted)" : "var(--text)"}>
                  v{version}
                </text>
                {spans.map(({ stage, from, to }) => {
                  const [left, right] = [toPixel(scale, from), toPixel(scale, to)];
                  const { tall: high, fill, stroke, dash } = looks[stage];
                  const wide = Math.max(3, right - left);
                  return (
                    <g key={`${stage} ${from}`}>
                      <title>{`Version ${version}, ${stage}: ${when(from)} to ${when(to)}`}</title>
                      {dash === undefined ? (
                        <rect
                          x={left}
                          y={middle - high / 2}
                          width={wide}
                          height={high}
                          fill={fill}
                          stroke={stroke}
                        />
                      ) : (
                        <line
                          x1={left}
                          x2={left + wide}
                          y1={middle}
                          y2={middle}
                          stroke={stroke}
                          strokeWidth={2}
                          strokeDasharray={dash}
                        />
                      )}
                      {stage === "Production" && wide > stage.length * characterWidth + 10 && (
                        <text x={left + 6} y={middle + 4} fontSize={11} fill="var(--on-fill)">
                          {stage}
                        </text>
                      )}
                    </g>
                  );
                })}
              </g>
            );
          })}
          {asked !== null && (
            <line
              x1={asked}
              x2={asked}
              y1={axisHeight - 4}
              y2={tall}
              stroke="var(--accent)"
              strokeWidth={2}
              strokeDasharray="4 2"
            />
          )}
        </svg>
      )}
    </section>
  );
}

/** What the bars mean. */
export function StageKey() {
  return (
    <ul aria-label="Stages" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {stages.map((stage) => {
        const { tall: high, fill, stroke, dash } = looks[stage];
        return (
          <li key={stage} className="flex items-center gap-1.5">
            <svg width={18} height={20} aria-hidden>
              {dash === undefined ? (
                <rect x={1} y={10 - high / 2} width={16} height={high - 1} fill={fill} stroke={stroke} />
              ) : (
                <line x1={0} x2={18} y1={10} y2={10} stroke={stroke} strokeWidth={2} strokeDasharray={dash} />
              )}
            </svg>
            {stage}
          </li>
        );
      })}
    </ul>
  );
}
