"use client";
import { useMemo } from "react";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { readCsv } from "@/lib/core/csv/read-csv";

const mostRows = 500;
const mostColumns = 100;

/** CSV or TSV as a table, the first 500 rows of it; the first row names the columns. */
export function CsvTable({ text, tabs, label }: { text: string; tabs: boolean; label: string }) {
  const { head, rows, more } = useMemo(() => {
    const data = readCsv(text, tabs ? "\t" : ",", mostRows + 2);
    const [first = [], ...rest] = data.map((cells) => cells.slice(0, mostColumns));
    return {
      head: first.map((title, at) => ({ title, id: `${at} ${title}` })),
      rows: rest.slice(0, mostRows).map((cells, at) => ({ id: `row ${at}`, cells })),
      more: rest.length > mostRows,
    };
  }, [text, tabs]);
  return (
    <>
      <TableFrame label={label} className="max-h-[70dvh]">
        <Table density="compact">
          <THead>
            <tr>
              {head.map(({ id, title }) => (
                <Th key={id}>{title}</Th>
              ))}
            </tr>
          </THead>
          <TBody>
            {rows.map(({ id, cells }) => (
              <Tr key={id}>
                {head.map(({ id: column }, at) => (
                  <Td key={column} className="max-w-80 truncate font-mono">
                    {cells[at] ?? ""}
                  </Td>
                ))}
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
      {more && <p className="text-sm text-muted">The first {mostRows} rows are shown.</p>}
    </>
  );
}
