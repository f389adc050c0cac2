"use client";
import { useQueries } from "@tanstack/react-query";
import { runsQuery } from "@/components/tracking/runs/queries";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { clauses, withoutClause } from "@/lib/core/filter/clauses";
import { runTarget } from "@/lib/core/filter/targets";
import { questionOf, type RunsView } from "./view";

type Props = { experimentId: string; view: RunsView; onFilter: (filter: string) => void };

/** No run matches: shows for each clause how many would without it, the one that removed most first. */
export function NoMatch({ experimentId, view, onFilter }: Props) {
  const parts = clauses(runTarget, view.filter);
  const without = parts.map((_, index) => withoutClause(parts, index));
  const answers = useQueries({
    queries: without.map((filter) =>
      runsQuery(questionOf(experimentId, { ...view, filter, tree: false }, []), 0),
    ),
  });
  const offers = parts
    .map(({ text }, index) => ({
      text,
      filter: without[index] ?? "",
      total: answers[index]?.data?.total,
    }))
    .toSorted((a, b) => (b.total ?? 0) - (a.total ?? 0));
  return (
    <EmptyState
      title="No run matches this filter"
      action={<Button onClick={() => onFilter("")}>Clear the filter</Button>}
    >
      {parts.length > 1 && (
        <ul className="flex flex-col gap-2">
          {offers.map(({ text, filter, total }) => (
            <li key={text} className="flex flex-wrap items-center gap-2">
              <code className="font-mono text-sm text-text">{text}</code>
              <Button size="sm" onClick={() => onFilter(filter)}>
                Drop it
                {total !== undefined && `: ${total === 1 ? "1 run matches" : `${total} runs match`}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </EmptyState>
  );
}
