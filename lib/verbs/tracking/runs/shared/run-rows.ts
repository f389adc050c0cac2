import { z } from "zod";

const metricCell = z.object({
  value: z.number(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  step: z.string(),
});

export const listedRun = z.object({
  id: z.string(),
  name: z.string(),
  experimentId: z.string(),
  userName: z.string(),
  status: z.string(),
  startTime: z.date(),
  endTime: z.date().nullable(),
  lifecycleStage: z.string(),
  parentId: z.string().nullable(),
  children: z.number(),
  metrics: z.record(z.string(), metricCell),
  params: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  datasets: z.array(z.string()),
  versions: z.array(z.object({ name: z.string(), version: z.number(), stage: z.string() })),
});
export type ListedRun = z.infer<typeof listedRun>;

type Cell = [value: string, min: string | null, max: string | null, step: string];
export type RunRow = Omit<
  ListedRun,
  "startTime" | "endTime" | "metrics" | "params" | "tags" | "datasets" | "versions"
> & {
  startTime: bigint;
  endTime: bigint | null;
  metrics: Record<string, Cell> | null;
  params: Record<string, string> | null;
  tags: Record<string, string> | null;
  datasets: string[] | null;
  versions: ListedRun["versions"] | null;
};

/** A row of SQL as the table's row. Doubles come as text, since JSON has no NaN. */
export const shapeRow = (row: RunRow): ListedRun => ({
  ...row,
  startTime: new Date(Number(row.startTime)),
  endTime: row.endTime === null ? null : new Date(Number(row.endTime)),
  metrics: Object.fromEntries(
    Object.entries(row.metrics ?? {}).map(([key, [value, min, max, step]]) => [
      key,
      { value: Number(value), min: numberOrNull(min), max: numberOrNull(max), step },
    ]),
  ),
  params: row.params ?? {},
  tags: row.tags ?? {},
  datasets: row.datasets ?? [],
  versions: row.versions ?? [],
});

const numberOrNull = (text: string | null) => (text === null ? null : Number(text));
