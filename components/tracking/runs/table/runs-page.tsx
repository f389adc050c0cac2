"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useRef, useState } from "react";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useShortcuts } from "@/components/frame/shortcuts";
import { ExperimentMenu } from "@/components/tracking/experiments/experiment-menu";
import { experimentQuery } from "@/components/tracking/experiments/queries";
import { runKeysQuery, runsQuery } from "@/components/tracking/runs/queries";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { RefreshFailed } from "@/components/ui/refresh-failed";
import { Loading } from "@/components/ui/skeleton";
import { FirstRun } from "./first-run";
import { withWidth } from "./layout";
import { NoMatch } from "./no-match";
import { RunsTable } from "./runs-table";
import { RunsToolbar } from "./runs-toolbar";
import { SelectionBar } from "./selection-bar";
import { useChoice } from "./use-choice";
import { useFreshRuns } from "./use-fresh-runs";
import { useRunRows } from "./use-run-rows";
import { useRunsLayout } from "./use-runs-layout";
import { runsParsers } from "./view";

const fewRoots = 3;

/** An experiment's runs as a table. */
export function RunsPage({ experimentId }: { experimentId: string }) {
  const [view, setView] = useQueryStates(runsParsers);
  const { data: experiment } = useQuery(experimentQuery(experimentId));
  const { data: keys } = useQuery(runKeysQuery(experimentId, view.lifecycle));
  const { selected, onSelect, onClear } = useChoice(view.lifecycle);
  const [chosen, setOpened] = useState<ReadonlySet<string> | null>(null);
  const { columns, layout, question } = useRunsLayout(experimentId, view, keys);
  const client = useQueryClient();
  const roots = client.getQueryData(runsQuery(question, 0).queryKey);
  // A sweep alone at the top would hide its trials: a few roots stand open until somebody says otherwise.
  const opened = useMemo(
    () =>
      chosen ??
      new Set(
        question.parent === "roots" && roots && roots.total <= fewRoots
          ? roots.items.filter((run) => run.children > 0).map((run) => run.id)
          : [],
      ),
    [chosen, roots, question.parent],
  );
  const { rows, total, error, refetch, loading, order, onSight } = useRunRows(question, opened);
  const shown = useMemo(() => rows.flatMap((row) => (row.run ? [row.run.id] : [])), [rows]);
  const { arrived, show } = useFreshRuns(question, shown, total);

  // The same for all rows and renders: opening one draws no other anew.
  const latest = useRef(opened);
  latest.current = opened;
  const onOpen = useCallback((run: string) => {
    const next = new Set(latest.current);
    if (!next.delete(run)) next.add(run);
    setOpened(next);
  }, []);
  useShortcuts([{ label: "Show new runs", keys: ".", group: "Runs", run: show }]);

  const name = experiment?.name ?? "Experiment";
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Experiments", href: "/experiments" }, { label: name }]}
        actions={experiment && <ExperimentMenu experiment={{ ...experiment, runs: keys?.runs ?? 0 }} />}
      />
      <PageBody fill flush>
        <RunsToolbar view={view} onView={setView} keys={keys} columns={columns} total={total} />
        {arrived > 0 && (
          <div className="flex justify-center border-t border-hairline py-1">
            <Button size="sm" onClick={show}>
              {arrived === 1 ? "1 new run" : `${arrived} new runs`} – show
            </Button>
          </div>
        )}
        {total !== undefined && <RefreshFailed what="The table" error={error} onRetry={refetch} />}
        {error && total === undefined ? (
          <div className="p-4">
            <ErrorState what="The runs" error={error} onRetry={refetch} />
          </div>
        ) : loading || total === undefined ? (
          <Loading what="runs" />
        ) : total > 0 ? (
          <RunsTable
            rows={rows}
            total={total}
            columns={layout}
            top={order}
            sort={view.sort}
            order={view.order}
            selected={selected}
            opened={opened}
            onSort={(column) =>
              setView({ sort: column, order: view.sort === column && view.order === "desc" ? "asc" : "desc" })
            }
            onWidth={(column, width) => setView({ widths: withWidth(view.widths, column, width) })}
            onSelect={onSelect}
            onOpen={onOpen}
            onSight={onSight}
          />
        ) : view.filter !== "" ? (
          <NoMatch
            experimentId={experimentId}
            view={view}
            onFilter={(filter) => setView({ filter: filter || null })}
          />
        ) : view.lifecycle === "deleted" ? (
          <p className="p-4 text-base text-muted">No run of this experiment is in the trash.</p>
        ) : (
          <FirstRun experiment={name} />
        )}
        <SelectionBar selected={[...selected]} lifecycle={view.lifecycle} onClear={onClear} />
      </PageBody>
    </>
  );
}
