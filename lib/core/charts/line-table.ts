import type { Table } from "@/lib/core/csv/print-csv";
import type { Lines } from "./prepare-lines";

/** What a line chart shows, as rows: a point or a bin each. */
export function lineTable({ lines }: Lines, name: (id: string) => string, x: string): Table {
  const rows = lines.flatMap((line) => [
    ...line.x.map((at, i) => [
      name(line.id),
      line.id,
      at,
      line.raw[i] ?? null,
      line.min[i] ?? null,
      line.max[i] ?? null,
    ]),
    ...line.marks.map((mark) => [name(line.id), line.id, mark.x, mark.value, null, null]),
  ]);
  return { columns: ["run", "run id", x, "last", "min", "max"], rows };
}
