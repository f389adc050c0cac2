/** One measured figure beside its aim and beside MLflow 3.17 on PostgreSQL on such a machine. */
export type Figure = {
  what: string;
  value: number;
  unit: string;
  /** At least (a rate) or at most (a time, a size). */
  aim: { least: number } | { most: number };
  mlflow?: number;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `work` `times` times. @returns the median of what it gives. */
export async function medianOf(times: number, work: (round: number) => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < times; round++) values.push(await work(round));
  return median(values);
}

export const isMet = ({ value, aim }: Figure): boolean =>
  "least" in aim ? value >= aim.least : value <= aim.most;

const round = (value: number) =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => {
    const { what, value, unit, aim, mlflow } = figure;
    const better = mlflow === undefined ? undefined : "least" in aim ? value / mlflow : mlflow / value;
    return [
      what,
      `${round(value)} ${unit}`,
      "least" in aim ? `≥ ${round(aim.least)}` : `≤ ${round(aim.most)}`,
      mlflow === undefined ? "" : `(${round(mlflow)})`,
      better === undefined ? "" : `${better.toPrecision(2)}×`,
      isMet(figure) ? "met" : "MISSED",
    ];
  });
  const head = ["bench (medians)", "measured", "aim", "(MLflow)", "ratio", ""];
  const widths = head.map((word, column) =>
    Math.max(word.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    );
}
