import { linePath, scaleOver, tenths } from "@/lib/core/charts/paths";
import { extent } from "@/lib/core/charts/prepare-lines";
import { axisNumber } from "@/lib/core/charts/ticks";

type Props = {
  /** What it is of, for who cannot see it. */
  label: string;
  /** Evenly spaced; null is a gap. */
  values: readonly (number | null)[];
  color?: string;
  width?: number;
  height?: number;
};
const none: ReadonlySet<number> = new Set();
const margin = 2;

/** A metric's course in a table's cell: no axes, its range in words. */
export function Sparkline({ label, values, color = "var(--accent)", width = 96, height = 24 }: Props) {
  const [low, high] = extent(values);
  const last = values.findLast((value) => value !== null);
  if (typeof last !== "number") return null;
  const d = linePath(
    { x: values.map((_, index) => index), y: values, breaks: none },
    scaleOver([0, Math.max(1, values.length - 1)], [margin, width - margin]),
    scaleOver(high > low ? [low, high] : [low - 1, low + 1], [height - margin, margin]),
  );
  const words = `${label}: ends at ${axisNumber(last)}, between ${axisNumber(low)} and ${axisNumber(high)}`;
  return (
    <svg width={width} height={height} role="img" aria-label={words}>
      <path
        d={d}
        transform={`scale(${1 / tenths})`}
        fill="none"
        stroke={color}
        strokeWidth={1.5 * tenths}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
