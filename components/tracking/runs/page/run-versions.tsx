"use client";
import { useQuery } from "@tanstack/react-query";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { Standing } from "@/components/ui/standing";
import { runVersionsLive, runVersionsQuery } from "./queries";

/** The versions made from the run; nothing where there are none. */
export function RunVersions({ runId }: { runId: string }) {
  const { data } = useQuery(runVersionsQuery(runId));
  useLiveKeys(runVersionsLive(runId));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Part title="Versions made from it">
      <ul className="flex flex-col gap-1 text-sm">
        {data.items.map((version) => (
          <li
            key={`${version.model} ${version.number}`}
            className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1"
          >
            <Link
              href={`/models/${encodeURIComponent(version.model)}/${version.number}`}
              className="link min-w-0 wrap-anywhere"
            >
              <Name>{version.model}</Name>, version {version.number}
            </Link>
            <Standing of={version} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
