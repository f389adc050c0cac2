"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { SearchBox } from "@/components/frame/search-box";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { ModelRequests } from "@/components/registry/requests/model-requests";
import { registryLive } from "@/components/registry/requests/queries";
import { Aliases } from "@/components/registry/versions/aliases";
import { versionUrl } from "@/components/registry/versions/queries";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Loading } from "@/components/ui/skeleton";
import { Standing } from "@/components/ui/standing";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type Model, modelsQuery, modelUrl } from "./queries";
import { modelsParsers } from "./view";

const snippet = `import mlflow

with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="model", registered_model_name="delay")`;

/** The project's models: which version stands where. */
export function ModelList() {
  const [{ search }, setView] = useQueryStates(modelsParsers);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...modelsQuery(search),
    placeholderData: keepPreviousData,
  });
  useLiveKeys(registryLive);
  // While the answer is still the last search's, nobody knows.
  const none = data?.total === 0 && search === "" && !isPlaceholderData;
  return (
    <>
      <PageHeader crumbs={[{ label: "Models" }]} />
      <PageBody>
        {!none && (
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <SearchBox
              aria-label="Find models by name"
              placeholder="Find models by name"
              value={search}
              onText={(next) => setView({ search: next || null })}
              className="w-64 max-w-full"
            />
            <span role="status" className="text-muted tabular-nums">
              {data === undefined
                ? ""
                : `${data.items.length < data.total ? `${data.items.length} of ` : ""}${data.total === 1 ? "1 model" : `${data.total} models`}`}
            </span>
          </div>
        )}
        {error ? (
          <ErrorState what="The models" error={error} onRetry={refetch} />
        ) : data === undefined ? (
          <Loading what="models" />
        ) : none ? (
          <EmptyState title="Register the first model" code={snippet} codeTitle="A training script">
            A model is a name; every time a run registers under it, it gets another version. A run that has
            logged a model already registers it on its page here: open the run and press Register model.
          </EmptyState>
        ) : (
          data.total > 0 && <ModelTable models={data.items} />
        )}
      </PageBody>
    </>
  );
}

function ModelTable({ models }: { models: readonly Model[] }) {
  return (
    <TableFrame label="Models">
      <Table>
        <THead>
          <tr>
            <Th>Model</Th>
            <Th>Latest version of each stage</Th>
            <Th>Aliases</Th>
            <Th numeric>Versions</Th>
            <Th>Changed</Th>
          </tr>
        </THead>
        <TBody>
          {models.map((model) => (
            <Tr key={model.id}>
              <Td th>
                <Link href={modelUrl(model.name)} className="link">
                  <Name>{model.name}</Name>
                </Link>
                <ModelRequests model={model.name} />
              </Td>
              <Td>
                <span className="flex items-center gap-4">
                  {model.latestVersions.map((version) => (
                    <span key={version.stage} className="flex items-center gap-1.5">
                      <Link href={versionUrl(model.name, version.number)} className="link py-1">
                        Version {version.number}
                      </Link>
                      <Standing of={version} />
                    </span>
                  ))}
                </span>
              </Td>
              <Td>
                <Aliases aliases={model.aliases.map(({ alias, version }) => `${alias} → ${version}`)} />
              </Td>
              <Td numeric>{model.versions}</Td>
              <Td>
                <Time value={model.updatedAt} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}
