type Values = readonly (number | null)[];

const emptyBins = 3;
const timesWider = 4;

/**
 * The places at which a line starts anew: after at least three empty bins, where the step is also four times wider than
 * the smaller of its neighbours. A metric that is logged now and then, evenly or ever more rarely, stays one line.
 */
export function gapsOf(x: readonly number[], binWidth: number | null): ReadonlySet<number> {
  const breaks = new Set<number>();
  if (binWidth === null) return breaks;
  const step = (i: number) => (x[i] ?? Number.NaN) - (x[i - 1] ?? Number.NaN);
  for (let i = 1; i < x.length; i++) {
    const width = step(i);
    if (!(width > binWidth * emptyBins)) continue;
    const [before, after] = [step(i - 1), step(i + 1)];
    const usual = Number.isNaN(before) ? after : Number.isNaN(after) ? before : Math.min(before, after);
    if (width > usual * timesWider) breaks.add(i);
  }
  return breaks;
}

/** The bins whose extremes leave the line by more than three times the run's mean band: a spike that a faint band hides. */
export function spikesOf(last: Values, min: Values, max: Values): number[] {
  let [sum, count] = [0, 0];
  const reach = last.map((value, i) => {
    const [low, high] = [min[i] ?? null, max[i] ?? null];
    if (value === null || low === null || high === null) return 0;
    sum += high - low;
    count++;
    return Math.max(high - value, value - low);
  });
  const usual = count > 0 ? (3 * sum) / count : 0;
  return reach.flatMap((away, i) => (away > usual ? [i] : []));
}
