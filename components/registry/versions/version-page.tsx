"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { queryString } from "@/components/frame/query-string";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { StageHistory } from "@/components/registry/models/history";
import { modelQuery, modelUrl } from "@/components/registry/models/queries";
import { registryLive, versionPath } from "@/components/registry/requests/queries";
import { UnconfirmedRollback } from "@/components/registry/requests/unconfirmed-rollback";
import { ErrorState } from "@/components/ui/error-state";
import { Fact } from "@/components/ui/fact";
import { Link } from "@/components/ui/link";
import { Part } from "@/components/ui/part";
import { Loading } from "@/components/ui/skeleton";
import { Standing } from "@/components/ui/standing";
import { Time } from "@/components/ui/time";
import { AliasEditor } from "./alias-editor";
import { BypassBadge } from "./bypass-badge";
import { BytesMark } from "./bytes-mark";
import { Comments } from "./comments";
import { DescriptionEditor } from "./description-editor";
import { MissingTags } from "./missing-tags";
import { PendingRequests } from "./pending-requests";
import { differenceUrl, versionQuery } from "./queries";
import { SourceRun } from "./source-run";
import { StageActions } from "./stage-actions";
import { TagEditor } from "./tag-editor";
import { UseSnippet } from "./use-snippet";
import { VersionFetches } from "./version-fetches";
import { VersionFiles } from "./version-files";

/** One version: where it stands and may go, what it came from, what is said of it, who uses it and how. */
export function VersionPage({ name, number }: { name: string; number: number }) {
  const { data, error, refetch } = useQuery(versionQuery(name, number));
  useLiveKeys(registryLive);
  if (data === undefined)
    return (
      <PageBody>
        {error ? (
          <ErrorState what={`Version ${number}`} error={error} onRetry={refetch} />
        ) : (
          <Loading what="the version" />
        )}
      </PageBody>
    );
  const { version, sourceRun, digest, files, transitions, pendingRequests, stood, bypass, fetches } = data;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Models", href: "/models" },
          { label: version.model, href: modelUrl(version.model) },
          { label: `Version ${version.number}` },
        ]}
      />
      <PageBody className="!gap-6">
        {bypass !== null && <BypassBadge bypass={bypass} />}
        <UnconfirmedRollback model={version.model} version={version.number} />
        <PendingRequests requests={pendingRequests} />
        {digest !== null && <BytesMark version={version.number} bytes={stood?.bytes ?? null} />}
        <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
          <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
            <Fact name="Stage">
              <Standing of={version} />
            </Fact>
            <Fact name="Aliases">
              <AliasEditor version={version} />
            </Fact>
            <Fact name="Created">
              <Time value={version.createdAt} />
              {version.createdBy !== null && ` by ${version.createdBy}`}
            </Fact>
            <Fact name="Changed">
              <Time value={version.updatedAt} />
            </Fact>
            <Compared name={version.model} number={version.number} />
          </dl>
          <div className="flex flex-wrap gap-2">
            <StageActions version={version} />
          </div>
        </div>
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-8">
            <Part title="Use this model">
              <UseSnippet version={version} />
            </Part>
            <Part title="Description">
              <DescriptionEditor
                noun="version"
                text={version.description}
                onSave={(description) =>
                  api(versionPath(version.model, version.number), {
                    method: "PATCH",
                    body: { description },
                  })
                }
              />
            </Part>
            <Part title="Tags">
              <TagEditor
                noun="version"
                tags={version.tags}
                onSet={(key, value) =>
                  api(`${versionPath(version.model, version.number)}/tags`, {
                    method: "PUT",
                    body: { key, value },
                  })
                }
                onRemove={(key) =>
                  api(`${versionPath(version.model, version.number)}/tags?${queryString({ key })}`, {
                    method: "DELETE",
                  })
                }
              >
                <MissingTags model={version.model} version={version.number} />
              </TagEditor>
            </Part>
            <Part title="Stage history">
              <StageHistory model={version.model} moves={transitions} total={transitions.length} />
            </Part>
            <Part title="Comments">
              <Comments model={version.model} version={version.number} />
            </Part>
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            <SourceRun run={sourceRun} runId={version.runId} />
            <VersionFiles version={version} digest={digest} files={files} />
            <VersionFetches fetches={fetches} />
          </div>
        </div>
      </PageBody>
    </>
  );
}

/** The way to what changed since the version in Production. */
function Compared({ name, number }: { name: string; number: number }) {
  const { data } = useQuery(modelQuery(name));
  const production = data?.latestVersions.find(({ stage }) => stage === "Production");
  if (production === undefined || production.number === number) return null;
  return (
    <Fact name="Compared">
      <Link href={differenceUrl(name, production.number, number)} className="link">
        Difference to version {production.number} in Production
      </Link>
    </Fact>
  );
}
