"use client";
import type { ListedRun } from "@/components/tracking/runs/queries";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { RunStatus } from "@/components/ui/run-status";
import { Duration, Time } from "@/components/ui/time";
import { visibleText } from "@/lib/core/text/visible";
import type { Column, FixedColumn } from "@/lib/core/tracking/runs/columns";

/** What stands in a cell; a dash where the run has nothing. */
export function Cell({ run, column }: { run: ListedRun; column: Column }) {
  switch (column.kind) {
    case "fixed":
      return <Fixed run={run} name={column.name} />;
    case "metric": {
      const metric = run.metrics[column.key];
      return (
        <Num
          value={metric === undefined ? null : column.part === "last" ? metric.value : metric[column.part]}
        />
      );
    }
    default: {
      const value = (column.kind === "param" ? run.params : run.tags)[column.key];
      return value === undefined ? <Nothing /> : <span title={value}>{visibleText(value)}</span>;
    }
  }
}

const Nothing = () => <span className="text-muted">–</span>;

function Fixed({ run, name }: { run: ListedRun; name: FixedColumn }) {
  switch (name) {
    case "status":
      return <RunStatus status={run.status} />;
    case "start_time":
      return <Time value={run.startTime} />;
    case "duration":
      return (
        <Duration
          start={Date.parse(run.startTime)}
          end={
            run.endTime === null
              ? run.status === "RUNNING"
                ? null
                : Date.parse(run.startTime)
              : Date.parse(run.endTime)
          }
        />
      );
    case "user":
      return run.userName === "" ? <Nothing /> : <Name>{run.userName}</Name>;
    case "dataset":
      return run.datasets.length === 0 ? (
        <Nothing />
      ) : (
        <span title={run.datasets.join("\n")}>{run.datasets.join(", ")}</span>
      );
    case "versions":
      return run.versions.length === 0 ? (
        <Nothing />
      ) : (
        <span className="flex gap-2">
          {run.versions.map(({ name: model, version }) => (
            <Link
              key={`${model} ${version}`}
              href={`/models/${encodeURIComponent(model)}/${version}`}
              className="text-accent hover:underline"
            >
              <Name>{model}</Name> v{version}
            </Link>
          ))}
        </span>
      );
  }
}

/** Numbers stand right; so does everything that is compared by size. */
export const isNumeric = (column: Column): boolean =>
  column.kind === "metric" || (column.kind === "fixed" && column.name === "duration");
