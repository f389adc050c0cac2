"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { RunArtifacts } from "@/components/tracking/artifacts/run-artifacts";
import { experimentQuery } from "@/components/tracking/experiments/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { DeletedNotice } from "./deleted-notice";
import { MetricTable, ParamTable } from "./key-tables";
import { runLive, runQuery } from "./queries";
import { RegisterModel } from "./register-model";
import { RunActions } from "./run-actions";
import { RunCharts } from "./run-charts";
import { RunFacts } from "./run-facts";
import { RunOverview } from "./run-overview";
import { runParsers } from "./view";

const isSystem = (key: string) => key.startsWith("system/");

/** One run: what it is at the top, then its tabs; the tab stands in the URL. */
export function RunPage({ runId }: { runId: string }) {
  const [view, setView] = useQueryStates(runParsers);
  const { data: run, error, refetch } = useQuery(runQuery(runId));
  const experimentId = run?.experimentId ?? "0";
  const { data: experiment } = useQuery({ ...experimentQuery(experimentId), enabled: run !== undefined });
  useLiveKeys(runLive, [runId]);
  if (run === undefined)
    return (
      <PageBody>
        {error ? <ErrorState what="The run" error={error} onRetry={refetch} /> : <Loading what="the run" />}
      </PageBody>
    );
  const metrics = run.metrics.map(({ key }) => key);
  const system = metrics.filter(isSystem);
  const own = metrics.filter((key) => !isSystem(key));
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Experiments", href: "/experiments" },
          { label: experiment?.name ?? "Experiment", href: `/experiments/${run.experimentId}` },
          { label: run.name },
        ]}
        actions={
          <>
            <RunActions run={run} />
            {run.lifecycleStage === "active" && <RegisterModel runId={run.id} size="sm" variant="primary" />}
          </>
        }
      />
      <PageBody>
        {run.lifecycleStage === "deleted" && <DeletedNotice run={run} />}
        <RunFacts run={run} />
        <Tabs
          label="Views of the run"
          value={view.tab}
          onValueChange={(tab) => setView({ tab, search: null, from: null, to: null, more: null })}
          items={[
            { value: "overview", label: "Overview" },
            { value: "charts", label: "Charts", count: own.length },
            { value: "params", label: "Params", count: run.params.length },
            { value: "metrics", label: "Metrics", count: run.metrics.length },
            { value: "artifacts", label: "Artifacts" },
            { value: "system", label: "System metrics", count: system.length },
          ]}
        >
          <TabPanel value="overview">
            <RunOverview run={run} />
          </TabPanel>
          <TabPanel value="charts">
            <RunCharts run={run} metrics={own} view={view} onView={setView} />
          </TabPanel>
          <TabPanel value="params">
            <ParamTable
              params={run.params}
              search={view.search}
              onSearch={(search) => setView({ search: search || null })}
            />
          </TabPanel>
          <TabPanel value="metrics">
            <MetricTable
              metrics={run.metrics}
              search={view.search}
              onSearch={(search) => setView({ search: search || null })}
            />
          </TabPanel>
          <TabPanel value="artifacts">
            <RunArtifacts
              runId={run.id}
              path={view.path}
              onPath={(path) => setView({ path: path || null })}
            />
          </TabPanel>
          <TabPanel value="system">
            <RunCharts run={run} metrics={system} view={view} onView={setView} />
          </TabPanel>
        </Tabs>
      </PageBody>
    </>
  );
}
