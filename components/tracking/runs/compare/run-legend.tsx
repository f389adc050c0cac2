"use client";
import { Key } from "@/components/charts/key";
import { useRaise } from "@/components/charts/raised";
import type { ComparedRun } from "@/components/tracking/runs/queries";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { RunStatus } from "@/components/ui/run-status";
import { TableFrame } from "@/components/ui/table";
import { visible } from "@/lib/core/text/visible";
import type { Compared } from "./use-comparison";
import type { CompareView, SetCompareView } from "./view";

type Props = {
  runs: readonly ComparedRun[];
  compared: Compared;
  view: CompareView;
  onView: SetCompareView;
};

/** The compared runs with their colours: hide one, raise one, pin one as the baseline, take one out. */
export function RunLegend({ runs, compared, view, onView }: Props) {
  const raise = useRaise();
  const hidden = new Set(view.hidden);
  const toggle = (run: string) =>
    onView({ hidden: hidden.has(run) ? view.hidden.filter((id) => id !== run) : [...view.hidden, run] });
  return (
    <TableFrame label="Compared runs" className="max-h-64">
      <ul className="divide-y divide-hairline">
        {runs.map((run) => (
          <li
            key={run.id}
            className="flex h-8 items-center gap-3 px-3 text-sm"
            onPointerEnter={() => raise(run.id)}
            onPointerLeave={() => raise(null)}
          >
            <Checkbox
              aria-label={`Draw ${visible(run.name)}`}
              checked={!hidden.has(run.id)}
              onCheckedChange={() => toggle(run.id)}
            />
            <Key look={compared.looks.get(run.id)} />
            <Link
              href={`/runs/${run.id}`}
              className="min-w-0 flex-1 truncate text-accent hover:underline"
              title={visible(run.name)}
              onFocus={() => raise(run.id)}
              onBlur={() => raise(null)}
            >
              <Name>{run.name}</Name>
            </Link>
            <span className="hidden md:block">
              <RunStatus status={run.status} />
            </span>
            <Button
              size="sm"
              aria-pressed={view.baseline === run.id}
              aria-label={`${visible(run.name)} as the baseline`}
              onClick={() => onView({ baseline: view.baseline === run.id ? null : run.id })}
            >
              {view.baseline === run.id ? "Is the baseline" : "Baseline"}
            </Button>
            <span className="hidden md:block">
              <Button
                size="sm"
                disabled={runs.length <= 2}
                onClick={() => onView({ runs: view.runs.filter((id) => id !== run.id) })}
                aria-label={`Take ${visible(run.name)} out of the comparison`}
              >
                Take out
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </TableFrame>
  );
}
