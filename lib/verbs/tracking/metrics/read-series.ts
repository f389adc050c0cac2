import { largest, smallest } from "@/lib/core/bigints";
import { invalid, SlipwayError } from "@/lib/core/errors";
import { binShift } from "@/lib/core/tracking/metrics/bins";
import { type SeriesInput, seriesInput, seriesOutput } from "@/lib/core/tracking/metrics/series";
import { settle } from "@/lib/stores/journal/wait";
import { runNumber } from "@/lib/stores/telemetry/run-number";
import {
  binned,
  exact,
  type NonFinite,
  nonFinite,
  type RunColumns,
  type SeriesQuery,
} from "@/lib/stores/telemetry/series";
import { type Context, read } from "@/lib/verbs/kernel";
import { metricExtents } from "./shared/extents";
import { type Columns, presentSeries } from "./shared/series";

export const readSeries = read({
  name: "read-series",
  summary: "One metric of many runs as bins of last, min and max: what a chart of lines draws",
  needs: "read",
  input: seriesInput,
  output: seriesOutput,

  async run(context, input) {
    const runs = [...new Set(input.runs)];
    const extents = await metricExtents(context, runs, input.metric);
    const behind = await settle(
      context.stores.database,
      runs.map((id) => `run:${id}`),
      context.stores.poke,
    );
    const range = rangeOf(input, extents);
    const found =
      range && extents.length > 0
        ? await query(
            context,
            { metric: input.metric, x: input.x, extents, ...range, signal: context.signal },
            input,
          )
        : nothingFound;
    return presentSeries(input, runs, { ...found, range, behind });
  },
});

const nothingFound: {
  columns: Columns[];
  marks: Map<string, NonFinite[]>;
  shift: number | null;
  available: boolean;
} = { columns: [], marks: new Map(), shift: null, available: true };

/** The asked range, or where the points lie; whole numbers, since steps and times are. Null where there are none. */
function rangeOf(
  { x, from, to }: SeriesInput,
  extents: SeriesQuery["extents"],
): { from: bigint; to: bigint } | null {
  const lowest = smallest(
    extents.map((e) => (x === "step" ? e.minStep : x === "time" ? e.minTimestamp : 0n)),
  );
  const highest = largest(
    extents.map((e) =>
      x === "step" ? e.maxStep : x === "time" ? e.maxTimestamp : e.maxTimestamp - e.minTimestamp,
    ),
  );
  if (lowest === undefined || highest === undefined) return null;
  if (highest > max64)
    throw invalid("These points lie further apart than 64 bits can count. Ask with x=time.", [
      { pointer: "/x", message: "cannot be relative here" },
    ]);
  const range = {
    from: from === undefined ? lowest : clamp(Math.ceil(from)),
    to: to === undefined ? highest : clamp(Math.floor(to)),
  };
  return range.from <= range.to ? range : null;
}

const max64 = 2n ** 63n - 1n;
const clamp = (value: number) => {
  const whole = BigInt(value);
  return whole > max64 ? max64 : whole < -max64 ? -max64 : whole;
};

/** Bins for all; then, for the runs that have no more points than bins, the points themselves. */
async function query({ stores: { telemetry } }: Context, asked: SeriesQuery, { bins }: SeriesInput) {
  try {
    const shift = binShift(asked.from, asked.to, bins);
    const all = await binned(telemetry, asked, shift);
    const few = all.filter((run) => total(run) <= bins && run.n.some((n) => n !== "1")).map((run) => run.run);
    const only = {
      ...asked,
      extents: asked.extents.filter((extent) => few.includes(runNumber(extent.runId))),
    };
    const points = new Map((few.length > 0 ? await exact(telemetry, only) : []).map((run) => [run.run, run]));
    const bad = all.some((run) => run.nonFinite !== "0") ? await nonFinite(telemetry, asked) : [];
    const columns = all.map((run) => ({ ...(points.get(run.run) ?? run), exact: total(run) <= bins }));
    return {
      columns,
      marks: groupByRun(bad),
      shift: columns.every((run) => run.exact) ? null : shift,
      available: true,
    };
  } catch (error) {
    // Logging goes on without telemetry, and so does the page: it says what is missing.
    if (error instanceof SlipwayError && error.code === "unavailable")
      return { ...nothingFound, available: false };
    throw error;
  }
}

const total = (run: RunColumns) => run.n.reduce((sum, n) => sum + Number(n), 0);

function groupByRun(marks: readonly NonFinite[]): Map<string, NonFinite[]> {
  const groups = new Map<string, NonFinite[]>();
  for (const mark of marks) groups.set(mark.run, [...(groups.get(mark.run) ?? []), mark]);
  return groups;
}
