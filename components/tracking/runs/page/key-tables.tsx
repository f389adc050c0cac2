"use client";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Run } from "./queries";

type Search = { search: string; onSearch: (search: string) => unknown };
const matches = (key: string, search: string) => key.toLowerCase().includes(search.toLowerCase());

/** The run's params, to filter by name or value and to copy. */
export function ParamTable({ params, search, onSearch }: { params: Run["params"] } & Search) {
  const shown = params.filter(({ key, value }) => matches(key, search) || matches(value, search));
  const text = shown.map(({ key, value }) => `${key}\t${value}`).join("\n");
  if (params.length === 0) return <Nothing>This run has logged no params.</Nothing>;
  return (
    <div className="flex flex-col gap-3">
      <Bar
        noun="params"
        shown={shown.length}
        all={params.length}
        text={text}
        search={search}
        onSearch={onSearch}
      />
      <TableFrame label="Params">
        <Table>
          <THead>
            <tr>
              <Th>Param</Th>
              <Th>Value</Th>
              <Th>
                <span className="sr-only">Copy</span>
              </Th>
            </tr>
          </THead>
          <TBody>
            {shown.map(({ key, value, originalLength }) => (
              <Tr key={key}>
                <Td th>
                  <Name>{key}</Name>
                </Td>
                <Td className="max-w-[60ch] py-1.5 !whitespace-normal break-words">
                  <span className="font-mono">{value}</span>
                  <Cut originalLength={originalLength} />
                </Td>
                <Td className="w-10">
                  <CopyButton text={value} what={`value of ${key}`} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
    </div>
  );
}

/** The run's metrics: last, lowest and highest value, and when the last one came. */
export function MetricTable({ metrics, search, onSearch }: { metrics: Run["metrics"] } & Search) {
  const shown = metrics.filter(({ key }) => matches(key, search));
  const text = shown.map(({ key, value }) => `${key}\t${value}`).join("\n");
  if (metrics.length === 0) return <Nothing>This run has logged no metrics.</Nothing>;
  return (
    <div className="flex flex-col gap-3">
      <Bar
        noun="metrics"
        shown={shown.length}
        all={metrics.length}
        text={text}
        search={search}
        onSearch={onSearch}
      />
      <TableFrame label="Metrics">
        <Table>
          <THead>
            <tr>
              <Th>Metric</Th>
              <Th numeric>Last</Th>
              <Th numeric>Lowest</Th>
              <Th numeric>Highest</Th>
              <Th numeric>Last step</Th>
              <Th>Logged</Th>
              <Th>
                <span className="sr-only">Copy</span>
              </Th>
            </tr>
          </THead>
          <TBody>
            {shown.map(({ key, value, min, max, step, timestamp }) => (
              <Tr key={key}>
                <Td th>
                  <Name>{key}</Name>
                </Td>
                <Td numeric>
                  <Num value={value} />
                </Td>
                <Td numeric>
                  <Num value={min} />
                </Td>
                <Td numeric>
                  <Num value={max} />
                </Td>
                <Td numeric>{step}</Td>
                <Td>
                  <Time value={timestamp} />
                </Td>
                <Td className="w-10">
                  <CopyButton text={String(value)} what={`value of ${key}`} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
    </div>
  );
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="text-base text-muted">{children}</p>
);

/** Tells that a value was stored shorter than it was sent. */
export const Cut = ({ originalLength }: { originalLength: number | null }) =>
  originalLength === null ? null : (
    <span className="ml-2 text-xs text-warning">cut from {originalLength} characters</span>
  );

function Bar({
  noun,
  shown,
  all,
  text,
  search,
  onSearch,
}: { noun: string; shown: number; all: number; text: string } & Search) {
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <Input
        type="search"
        aria-label={`Filter ${noun}`}
        placeholder={`Filter ${noun}`}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        className="w-64 max-w-full"
      />
      <span role="status" className="text-muted tabular-nums">
        {shown} of {all} {noun}
      </span>
      <CopyButton text={text} what={`${shown} ${noun}`} word={`Copy ${shown}`} />
    </div>
  );
}
