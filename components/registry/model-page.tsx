"use client";
import { useQuery } from "@tanstack/react-query";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { Aliases } from "@/components/registry/aliases";
import { StageHistory } from "@/components/registry/history";
import { historyQuery, modelQuery, versionsQuery } from "@/components/registry/queries";
import { TagList } from "@/components/registry/tag-list";
import { useLiveModels } from "@/components/registry/use-live-models";
import { VersionTable } from "@/components/registry/version-table";
import { Part } from "@/components/tracking/run/part";
import { Fact } from "@/components/tracking/run/run-facts";
import { ErrorState } from "@/components/ui/error-state";
import { Prose } from "@/components/ui/markdown";
import { Loading } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";

/** One model: its versions, what moved between stages, and what is written about it. */
export function ModelPage({ name }: { name: string }) {
  const { data: model, error, refetch } = useQuery(modelQuery(name));
  const versions = useQuery(versionsQuery(name));
  const history = useQuery(historyQuery(name));
  useLiveModels();
  if (model === undefined)
    return (
      <PageBody>
        {error ? (
          <ErrorState what={`The model ${name}`} error={error} onRetry={refetch} />
        ) : (
          <Loading what="the model" />
        )}
      </PageBody>
    );
  return (
    <>
      <PageHeader crumbs={[{ label: "Models", href: "/models" }, { label: model.name }]} />
      <PageBody className="!gap-8">
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <Fact name="Versions">{model.versions}</Fact>
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
        <Part title="Versions">
          {versions.error ? (
            <ErrorState what="The versions" error={versions.error} onRetry={versions.refetch} />
          ) : versions.data === undefined ? (
            <Loading what="versions" />
          ) : (
            <VersionTable versions={versions.data.items} total={versions.data.total} />
          )}
        </Part>
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <Part title="Stage history">
            {history.error ? (
              <ErrorState what="The history" error={history.error} onRetry={history.refetch} />
            ) : history.data === undefined ? (
              <Loading what="the history" />
            ) : (
              <StageHistory model={model.name} moves={history.data.items} total={history.data.total} />
            )}
          </Part>
          <div className="flex min-w-0 flex-col gap-8">
            <Part title="Description">
              {model.description === "" ? (
                <p className="text-base text-muted">Nobody has described this model.</p>
              ) : (
                <Prose>{model.description}</Prose>
              )}
            </Part>
            <Part title="Tags">
              <TagList tags={model.tags} none="This model has no tags." />
            </Part>
          </div>
        </div>
      </PageBody>
    </>
  );
}
