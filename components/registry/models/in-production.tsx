"use client";
import { useQuery } from "@tanstack/react-query";
import { BytesMark } from "@/components/registry/versions/bytes-mark";
import { versionUrl } from "@/components/registry/versions/queries";
import { WayInMark } from "@/components/registry/versions/way-in-mark";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { Standing } from "@/components/ui/standing";
import type { Model } from "./queries";
import { type Rollback, rollbackQuery } from "./queries";
import { RollBack } from "./roll-back";

/** Which versions stand in Production and Staging now, and the way back to the one before. */
export function InProduction({ model }: { model: Model }) {
  const { data, error, refetch } = useQuery(rollbackQuery(model.name));
  const standing = model.latestVersions.filter(({ stage }) => stage === "Production" || stage === "Staging");
  const production = standing.some(({ stage }) => stage === "Production");
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {standing
          .toSorted((a, b) => a.stage.localeCompare(b.stage))
          .map((version) => (
            <span key={version.stage} className="flex flex-wrap items-center gap-2 text-base">
              <Standing of={version} />
              <Link href={versionUrl(model.name, version.number)} className="link">
                Version {version.number}
              </Link>
            </span>
          ))}
        {!production && <span className="text-base text-muted">Nothing is in Production.</span>}
        {error ? (
          <ErrorState what="The way back" error={error} onRetry={refetch} />
        ) : (
          data !== undefined && <RollBack model={model.name} rollback={data} />
        )}
      </div>
      {data !== undefined && <Doubts rollback={data} />}
    </div>
  );
}

/**
 * Where the files of what stands in Production, or of what a rollback leads to, are not those that entered it, and where nobody
 * approved that when it entered.
 */
function Doubts({ rollback: { current, currentBytes, previous, bytes, wayIn } }: { rollback: Rollback }) {
  return (
    <>
      {current !== null && currentBytes !== "elsewhere" && (
        <BytesMark version={current} bytes={currentBytes} />
      )}
      {previous !== null && (
        <>
          <BytesMark version={previous} bytes={bytes} />
          <WayInMark version={previous} wayIn={wayIn} />
        </>
      )}
    </>
  );
}
