"use client";
import { Key } from "@/components/charts/key";
import type { Comparison } from "@/components/tracking/runs/queries";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { Switch } from "@/components/ui/switch";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { visible } from "@/lib/core/text/visible";
import { type DiffRow, delta, diffRows } from "@/lib/core/tracking/runs/diff";
import type { Compared } from "./use-comparison";
import type { CompareView, SetCompareView } from "./view";

type Props = { data: Comparison; compared: Compared; view: CompareView; onView: SetCompareView };

/** Params and metrics by run. Rows in which all agree are folded away and counted; a baseline adds differences. */
export function DiffTable({ data, compared, view, onView }: Props) {
  const params = diffRows(
    data.params,
    data.runs.map((run) => run.params),
  );
  const metrics = diffRows(
    data.metrics,
    data.runs.map((run) => run.metrics),
  );
  const all = [...params, ...metrics];
  const equal = all.filter(({ differs }) => !differs).length;
  const baseline = data.runs.findIndex(({ id }) => id === view.baseline);
  const shown = (rows: DiffRow[]) => rows.filter(({ differs }) => view.equal || differs);
  return (
    <section aria-label="What differs" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-4 text-sm">
        <h2 className="text-base font-medium">What differs</h2>
        <span role="status" className="text-muted tabular-nums">
          {all.length - equal} of {all.length} params and metrics differ
          {equal > 0 && !view.equal
            ? `; ${equal === 1 ? "1 equal row is" : `${equal} equal rows are`} folded`
            : ""}
        </span>
        {equal > 0 && (
          <Switch checked={view.equal} onCheckedChange={(on) => onView({ equal: on || null })}>
            Show equal rows
          </Switch>
        )}
      </div>
      <TableFrame label="Params and metrics by run" className="max-h-[60dvh]">
        <Table density="compact">
          <THead>
            <tr>
              <Th className="left-0 z-20">Param or metric</Th>
              {data.runs.map((run) => (
                <Th key={run.id} className="max-w-48" title={visible(run.name)}>
                  <span className="flex items-center justify-end gap-2">
                    <Key look={compared.looks.get(run.id)} />
                    <span className="truncate">
                      <Name>{run.name}</Name>
                    </span>
                  </span>
                </Th>
              ))}
            </tr>
          </THead>
          <TBody>
            <Group title="Params" rows={shown(params)} runs={data.runs.length} baseline={-1} />
            <Group
              title="Metrics, last value"
              rows={shown(metrics)}
              runs={data.runs.length}
              baseline={baseline}
              numeric
            />
          </TBody>
        </Table>
      </TableFrame>
    </section>
  );
}

function Group({
  title,
  rows,
  runs,
  baseline,
  numeric = false,
}: {
  title: string;
  rows: readonly DiffRow[];
  runs: number;
  baseline: number;
  numeric?: boolean;
}) {
  if (rows.length === 0) return null;
  return (
    <>
      <tr>
        <th
          scope="colgroup"
          colSpan={runs + 1}
          className="h-7 border-b border-hairline bg-sunken px-3 text-left text-xs font-medium text-muted"
        >
          {title}
        </th>
      </tr>
      {rows.map(({ key, values, differs }) => (
        <Tr key={key} muted={!differs}>
          <Td
            th
            className="sticky left-0 max-w-36 truncate md:max-w-60 bg-canvas font-mono"
            title={visible(key)}
          >
            <Name>{key}</Name>
          </Td>
          {values.map((value, index) => (
            <Td
              key={`${key} ${String(index)}`}
              numeric
              className="max-w-48 truncate font-mono"
              title={value ?? ""}
            >
              {value === null ? (
                <span className="text-muted">–</span>
              ) : numeric ? (
                <Num value={value} />
              ) : (
                value
              )}
              {numeric && index !== baseline && <Delta by={delta(value, values[baseline] ?? null)} />}
            </Td>
          ))}
        </Tr>
      ))}
    </>
  );
}

const Delta = ({ by }: { by: number | null }) =>
  by === null || by === 0 ? null : (
    <span className="ml-2 text-xs text-muted" title={`Difference to the baseline: ${by}`}>
      {by > 0 ? "+" : "−"}
      <Num value={Math.abs(by)} digits={3} />
    </span>
  );
