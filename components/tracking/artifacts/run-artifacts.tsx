"use client";
import { useQuery } from "@tanstack/react-query";
import { Nothing } from "@/components/tracking/runs/page/key-tables";
import { artifactsQuery } from "@/components/tracking/runs/page/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { ArtifactPreview } from "./artifact-preview";
import { Folder } from "./folder";

type Props = { runId: string; path: string; onPath: (path: string) => unknown };

/** The run's files: folders at the left, the chosen file at the right. */
export function RunArtifacts({ runId, path, onPath }: Props) {
  const { data, error, refetch } = useQuery(artifactsQuery(runId, ""));
  if (error) return <ErrorState what="The artifacts" error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading what="artifacts" />;
  if (data.items.length === 0) return <Nothing>This run has stored no files.</Nothing>;
  return (
    <div className="grid gap-6 md:grid-cols-[minmax(16rem,22rem)_minmax(0,1fr)]">
      <nav aria-label="Artifacts" className="min-w-0">
        <Folder runId={runId} folder="" chosen={path} onPath={onPath} />
      </nav>
      <div className="min-w-0">
        {path === "" ? (
          <Nothing>Choose a file to see it here.</Nothing>
        ) : (
          <ArtifactPreview key={path} runId={runId} path={path} />
        )}
      </div>
    </div>
  );
}
