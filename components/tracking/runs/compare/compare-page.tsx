"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { makeRaised, RaisedContext } from "@/components/charts/raised";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { compareQuery, comparisonLive } from "@/components/tracking/runs/queries";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Loaded } from "@/components/ui/loaded";
import { useOrigin } from "@/components/ui/use-origin";
import { CompareCharts } from "./compare-charts";
import { DiffTable } from "./diff-table";
import { LineCharts } from "./line-charts";
import { RunLegend } from "./run-legend";
import { useComparison } from "./use-comparison";
import { compareParsers } from "./view";

/** Runs side by side: what differs on top, lines below, then scatter, parallel coordinates and bars. */
export function ComparePage() {
  const [view, setView] = useQueryStates(compareParsers);
  const comparison = useQuery({ ...compareQuery(view.runs), placeholderData: keepPreviousData });
  const { data } = comparison;
  const compared = useComparison(data);
  const [raised] = useState(makeRaised);
  useLiveKeys(comparisonLive, view.runs);
  const origin = useOrigin();
  const count = data?.runs.length ?? view.runs.length;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Experiments", href: "/experiments" },
          ...experimentCrumb(data?.runs),
          { label: `Compare ${count} runs` },
        ]}
        actions={
          data && (
            <CopyButton
              text={`${origin}${typeof window === "undefined" ? "" : window.location.pathname + window.location.search}`}
              what="the link"
              word="Copy the link"
            />
          )
        }
      />
      <PageBody>
        {view.runs.length === 0 ? (
          <EmptyState
            title="Choose the runs to compare"
            action={<LinkButton href="/experiments">Go to the experiments</LinkButton>}
          >
            In an experiment's table choose two or more runs with Space, then press C.
          </EmptyState>
        ) : (
          <Loaded what="The comparison" query={comparison}>
            {(data) => (
              <RaisedContext value={raised}>
                <RunLegend runs={data.runs} compared={compared} view={view} onView={setView} />
                <DiffTable data={data} compared={compared} view={view} onView={setView} />
                <LineCharts compared={compared} view={view} onView={setView} />
                <CompareCharts data={data} compared={compared} view={view} onView={setView} />
              </RaisedContext>
            )}
          </Loaded>
        )}
      </PageBody>
    </>
  );
}

function experimentCrumb(runs: readonly { experimentId: string; experimentName: string }[] | undefined) {
  const [first] = runs ?? [];
  if (!first || runs?.some(({ experimentId }) => experimentId !== first.experimentId)) return [];
  return [{ label: first.experimentName, href: `/experiments/${first.experimentId}` }];
}
