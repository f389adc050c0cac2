import type { Table } from "@/lib/core/csv/print-csv";
import type { Lines } from "./prepare-lines";

/** What a line chart shows, as rows: a point or a bin each. */
export function lineTable({ lines }: Lines, name: (runId: string) => string, x: string): Table {
  const rows = lines.flatMap((line) => [
    ...line.x.map((at, i) => [
      name(line.runId),
      line.runId,
      at,
      line.raw[i] ?? null,
      line.min[i] ?? null,
      line.max[i] ?? null,
    ]),
    ...line.marks.map((mark) => [name(line.runId), line.runId, mark.x, mark.value, null, null]),
  ]);
  return { columns: ["run", "run id", x, "last", "min", "max"], rows };
}
