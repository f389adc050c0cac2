"use client";
import { useQuery } from "@tanstack/react-query";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { Aliases } from "@/components/registry/aliases";
import { StageHistory } from "@/components/registry/history";
import { modelUrl, versionQuery } from "@/components/registry/queries";
import { SourceRun } from "@/components/registry/source-run";
import { TagList } from "@/components/registry/tag-list";
import { useLiveModels } from "@/components/registry/use-live-models";
import { UseSnippet } from "@/components/registry/use-snippet";
import { VersionFiles } from "@/components/registry/version-files";
import { Part } from "@/components/tracking/run/part";
import { Fact } from "@/components/tracking/run/run-facts";
import { ErrorState } from "@/components/ui/error-state";
import { Prose } from "@/components/ui/markdown";
import { Loading } from "@/components/ui/skeleton";
import { Stage } from "@/components/ui/stage";
import { Time } from "@/components/ui/time";

/** One version: where it stands, what it came from, how to use it. */
export function VersionPage({ name, number }: { name: string; number: number }) {
  const { data, error, refetch } = useQuery(versionQuery(name, number));
  useLiveModels();
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
  const { version, sourceRun, digest, transitions } = data;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Models", href: "/models" },
          { label: version.model, href: modelUrl(version.model) },
          { label: `Version ${version.number}` },
        ]}
      />
      <PageBody className="!gap-8">
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <Fact name="Stage">
            <Stage stage={version.stage} />
          </Fact>
          <Fact name="Aliases">
            <Aliases aliases={version.aliases} />
          </Fact>
          <Fact name="Created">
            <Time value={version.createdAt} />
            {version.createdBy !== null && ` by ${version.createdBy}`}
          </Fact>
          <Fact name="Changed">
            <Time value={version.updatedAt} />
          </Fact>
        </dl>
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-8">
            <Part title="Use this model">
              <UseSnippet version={version} />
            </Part>
            <Part title="Description">
              {version.description === "" ? (
                <p className="text-base text-muted">Nobody has described this version.</p>
              ) : (
                <Prose>{version.description}</Prose>
              )}
            </Part>
            <Part title="Tags">
              <TagList tags={version.tags} none="This version has no tags." />
            </Part>
            <Part title="Stage history">
              <StageHistory model={version.model} moves={transitions} total={transitions.length} />
            </Part>
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            <SourceRun run={sourceRun} runId={version.runId} />
            <VersionFiles version={version} digest={digest} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
