"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { SearchBox } from "@/components/frame/search-box";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { useAbility } from "@/components/frame/viewer-context";
import { ExperimentTable } from "@/components/tracking/experiments/experiment-table";
import { NewExperimentDialog } from "@/components/tracking/experiments/new-experiment-dialog";
import { experimentParsers } from "@/components/tracking/experiments/view";
import { FirstRun } from "@/components/tracking/runs/table/first-run";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { MatchCount } from "@/components/ui/pagination";
import { Loading } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { experimentsLive, experimentsQuery } from "./queries";

/** All experiments of the project, the one that moved last on top. */
export function ExperimentList() {
  const [view, setView] = useQueryStates(experimentParsers);
  const { data, error, refetch } = useQuery({ ...experimentsQuery(view), placeholderData: keepPreviousData });
  const [making, setMaking] = useState(false);
  const mayWrite = useAbility("runs:write");
  useLiveKeys(experimentsLive);
  const trash = view.lifecycle === "deleted";
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Experiments" }]}
        actions={
          mayWrite && (
            <Button variant="primary" onClick={() => setMaking(true)}>
              New experiment
            </Button>
          )
        }
      />
      <PageBody>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SearchBox
            aria-label="Find an experiment by name"
            placeholder="Find by name"
            className="w-64"
            value={view.search}
            onText={(search) => setView({ search: search || null })}
          />
          <Switch checked={trash} onCheckedChange={(on) => setView({ lifecycle: on ? "deleted" : null })}>
            Trash
          </Switch>
          {data && (
            <MatchCount
              shown={data.items.length}
              total={data.total}
              noun={trash ? "in the trash" : data.total === 1 ? "experiment" : "experiments"}
            />
          )}
        </div>
        {error ? (
          <ErrorState what="The experiments" error={error} onRetry={refetch} />
        ) : data === undefined ? (
          <Loading what="experiments" />
        ) : data.items.length > 0 ? (
          <ExperimentTable experiments={data.items} view={view} onView={setView} />
        ) : view.search !== "" ? (
          <EmptyState
            title={`No experiment is called "${view.search}"`}
            action={<Button onClick={() => setView({ search: null })}>Show all</Button>}
          />
        ) : trash ? (
          <EmptyState title="The trash is empty">
            Experiments that are deleted wait here, with their runs, until somebody restores them.
          </EmptyState>
        ) : null}
        {data && !trash && data.items.every(({ runs }) => runs === 0) && view.search === "" && (
          <FirstRun experiment="my-first-experiment" />
        )}
      </PageBody>
      <NewExperimentDialog open={making} onOpenChange={setMaking} />
    </>
  );
}
