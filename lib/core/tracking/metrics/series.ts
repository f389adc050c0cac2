import { z } from "zod";
import { double, flag, runId, text, whole } from "@/lib/core/fields";

export const xAxes = ["step", "time", "relative"] as const;
export type XAxis = (typeof xAxes)[number];
export const seriesFields = ["last", "min", "max", "first", "mean", "n"] as const;
export type SeriesField = (typeof seriesFields)[number];
export const maxBins = 512;

/** `x`, `from`, `to`: step; epoch ms for time; ms since the run's first point of that metric for relative. */
export const seriesInput = z.strictObject({
  runs: z.array(runId).min(1, "name at least one run").max(100, "at most 100 runs"),
  metric: text(250).min(1),
  x: z.enum(xAxes).default("step"),
  from: double.refine(Number.isFinite, "must be finite").optional(),
  to: double.refine(Number.isFinite, "must be finite").optional(),
  bins: whole(1, maxBins).default(500),
  fields: z.array(z.enum(seriesFields)).min(1).default(["last", "min", "max"]),
  exact: flag.default(false),
});
export type SeriesInput = z.output<typeof seriesInput>;

const value = z.union([z.number(), z.string()]).nullable();
const column = z.array(value).optional();

export const seriesOutput = z.object({
  metric: z.string(),
  x: z.enum(xAxes),
  bins: z.number(),
  /** Width of a bin in units of x; null where every run is shown point by point. */
  binWidth: z.number().nullable(),
  points: z.number(),
  behind: z.number(),
  /** False while the telemetry store cannot be reached: then the series are empty, and nothing is lost. */
  available: z.boolean(),
  range: z.object({ from: value, to: value }).nullable(),
  series: z.array(
    z.object({
      runId: z.string(),
      points: z.number(),
      exact: z.boolean(),
      x: z.array(z.union([z.number(), z.string()])),
      last: column,
      min: column,
      max: column,
      first: column,
      mean: column,
      n: z.array(z.number()).optional(),
      nonFinite: z.array(z.object({ x: z.union([z.number(), z.string()]), value: z.string() })),
      nonFiniteTotal: z.number(),
    }),
  ),
});
export type SeriesOutput = z.output<typeof seriesOutput>;
