import type { Series } from "@/lib/core/charts/prepare-lines";
import type { SeriesOutput } from "@/lib/core/tracking/metrics/series";

/** The runs of an answer as the series that charts draw: a series is named by its run. */
export const runSeries = ({ series }: Pick<SeriesOutput, "series">): Series[] =>
  series.map(({ runId, ...rest }) => ({ id: runId, ...rest }));
