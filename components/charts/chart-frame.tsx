"use client";
import { Ellipsis } from "lucide-react";
import { Component, type ReactNode, useId, useRef, useState } from "react";
import { download } from "@/components/charts/download";
import { downloadPng } from "@/components/charts/export-png";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { type Table as Rows, toCsv } from "@/lib/core/csv/print-csv";

type Props = {
  title: string;
  /** One sentence computed from the data. */
  summary: string;
  /** What the picture stands for and what was left out. */
  footer: readonly string[];
  /** The same data as rows, made when somebody asks. */
  table: () => Rows;
  height: number;
  actions?: ReactNode;
  children: ReactNode;
};
const mostRows = 500;

/** A chart's frame: name, sentence, picture, footer; the same as a table, as CSV and as PNG. */
export function ChartFrame({ title, summary, footer, table, height, actions, children }: Props) {
  const id = useId();
  const picture = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-summary`}
      className="m-0 flex min-w-0 flex-col gap-1"
    >
      <div className="flex items-center gap-2">
        <h3 id={`${id}-title`} className="min-w-0 flex-1 truncate text-sm font-medium" title={title}>
          {title}
        </h3>
        {actions}
        <Menu align="end" trigger={<IconButton label={`Actions for ${title}`} icon={<Ellipsis />} />}>
          <MenuItem onClick={() => setAsTable(!asTable)}>
            {asTable ? "Show as chart" : "Show as table"}
          </MenuItem>
          <MenuItem
            onClick={() => download(`${title}.csv`, new Blob([toCsv(table())], { type: "text/csv" }))}
          >
            Download CSV
          </MenuItem>
          <MenuItem
            disabled={asTable}
            onClick={() =>
              downloadPng(picture.current, { title, summary, footer }).catch((error: unknown) =>
                toast.failed("No picture was saved.", error),
              )
            }
          >
            Download PNG
          </MenuItem>
        </Menu>
      </div>
      <p id={`${id}-summary`} className="text-xs text-muted">
        {summary}
      </p>
      <div ref={picture} style={{ minHeight: height }} className="min-w-0">
        {asTable ? (
          <TableView title={title} table={table()} height={height} />
        ) : (
          <Boundary title={title}>{children}</Boundary>
        )}
      </div>
      <figcaption className="text-xs text-muted">{footer.join(" · ")}</figcaption>
    </figure>
  );
}

type TableProps = { title: string; table: Rows; height: number };

function TableView({ title, table: { columns, rows }, height }: TableProps) {
  return (
    <section
      aria-label={`${title} as a table`}
      {...{ tabIndex: 0 }}
      style={{ height }}
      className="overflow-auto border-y border-hairline"
    >
      <table className="w-full text-left text-xs tabular-nums">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={`sticky top-0 bg-canvas px-2 py-1 font-medium whitespace-nowrap ${typeof rows[0]?.[index] === "number" ? "text-right" : ""}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <tr key={row.join("|")}>
              {row.map((cell, index) => (
                <td
                  key={columns[index]}
                  className={`px-2 py-1 whitespace-nowrap ${typeof cell === "number" ? "text-right" : ""}`}
                >
                  {cell ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && (
        <p className="p-2 text-xs text-muted">
          {mostRows} of {rows.length} rows. The CSV has all.
        </p>
      )}
    </section>
  );
}

/** A chart that breaks says so, and leaves the others alone. */
class Boundary extends Component<{ title: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 p-4 text-sm">
        <p className="text-bad">{this.props.title} could not be drawn. Its table and CSV still work.</p>
        <Button size="sm" onClick={() => this.setState({ broken: false })}>
          Draw again
        </Button>
      </div>
    );
  }
}
