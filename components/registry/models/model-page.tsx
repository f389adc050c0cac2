"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { PolicySummary } from "@/components/registry/policies/policy-summary";
import { registryLive } from "@/components/registry/requests/queries";
import { UnconfirmedRollback } from "@/components/registry/requests/unconfirmed-rollback";
import { Aliases } from "@/components/registry/versions/aliases";
import { versionsQuery } from "@/components/registry/versions/queries";
import { VersionTable } from "@/components/registry/versions/version-table";
import { ErrorState } from "@/components/ui/error-state";
import { Fact } from "@/components/ui/fact";
import { Loading } from "@/components/ui/skeleton";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import { visible } from "@/lib/core/text/visible";
import { CompareVersions } from "./compare-versions";
import { StageHistory } from "./history";
import { ModelOverview } from "./model-overview";
import { ModelOwner } from "./model-owner";
import { historyQuery, modelQuery } from "./queries";
import { modelParsers } from "./view";

/** One model: what stands where and stood when, its versions, what guards it, and every move. */
export function ModelPage({ name }: { name: string }) {
  const [view, setView] = useQueryStates(modelParsers);
  const { data: model, error, refetch } = useQuery(modelQuery(name));
  const versions = useQuery(versionsQuery(name));
  const history = useQuery(historyQuery(name));
  useLiveKeys(registryLive);
  if (model === undefined)
    return (
      <PageBody>
        {error ? (
          <ErrorState what={`The model ${visible(name)}`} error={error} onRetry={refetch} />
        ) : (
          <Loading what="the model" />
        )}
      </PageBody>
    );
  return (
    <>
      <PageHeader crumbs={[{ label: "Models", href: "/models" }, { label: model.name }]} />
      <PageBody>
        <UnconfirmedRollback model={model.name} />
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <Fact name="Owner">
            <ModelOwner model={model} />
          </Fact>
          <Fact name="Aliases">
            <Aliases aliases={model.aliases.map(({ alias, version }) => `${alias} → ${version}`)} />
          </Fact>
          <Fact name="Created">
            <Time value={model.createdAt} />
            {model.createdBy !== null && ` by ${model.createdBy}`}
          </Fact>
          <Fact name="Changed">
            <Time value={model.updatedAt} />
          </Fact>
        </dl>
        <Tabs
          label="Views of the model"
          value={view.tab}
          onValueChange={(tab) => setView({ tab })}
          items={[
            { value: "overview", label: "Overview" },
            { value: "versions", label: "Versions", count: model.versions },
            { value: "policy", label: "Policy" },
            {
              value: "history",
              label: "History",
              ...(history.data === undefined ? {} : { count: history.data.total }),
            },
          ]}
        >
          <TabPanel value="overview">
            <ModelOverview
              model={model}
              day={view.day}
              time={view.time}
              onAsk={({ day, time }) => setView({ day: day || null, time: time || null })}
            />
          </TabPanel>
          <TabPanel value="versions" className="flex flex-col gap-4">
            {versions.error ? (
              <ErrorState what="The versions" error={versions.error} onRetry={versions.refetch} />
            ) : versions.data === undefined ? (
              <Loading what="versions" />
            ) : (
              <>
                <CompareVersions
                  model={model.name}
                  versions={versions.data.items}
                  from={view.from}
                  to={view.to}
                  onChoose={setView}
                />
                <VersionTable versions={versions.data.items} total={versions.data.total} />
              </>
            )}
          </TabPanel>
          <TabPanel value="policy">
            <PolicySummary model={model.name} whole />
          </TabPanel>
          <TabPanel value="history">
            {history.error ? (
              <ErrorState what="The history" error={history.error} onRetry={history.refetch} />
            ) : history.data === undefined ? (
              <Loading what="the history" />
            ) : (
              <StageHistory model={model.name} moves={history.data.items} total={history.data.total} />
            )}
          </TabPanel>
        </Tabs>
      </PageBody>
    </>
  );
}
