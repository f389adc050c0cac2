"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ChevronDown, ChevronRight, File } from "lucide-react";
import { useState } from "react";
import { artifactsQuery } from "@/components/tracking/runs/page/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Name } from "@/components/ui/name";
import { formatBytes } from "@/lib/core/numbers/format-bytes";
import { visible } from "@/lib/core/text/visible";

type Props = { runId: string; folder: string; chosen: string; onPath: (path: string) => unknown };
const row =
  "flex min-h-7 w-full min-w-0 items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-hover aria-[current=true]:bg-chosen";

/** What lies in a folder; folders in it open in place and are asked for when they do. */
export function Folder({ runId, folder, chosen, onPath }: Props) {
  const { data, error, refetch } = useQuery(artifactsQuery(runId, folder));
  if (error) return <ErrorState what="The folder" error={error} onRetry={refetch} />;
  return (
    <ul className={clsx("flex flex-col", folder !== "" && "ml-3 border-l border-hairline pl-1")}>
      {data === undefined && <li className="px-2 text-sm text-muted">Reading the folder</li>}
      {data?.items.map(({ path, name, isFolder, size }) =>
        isFolder ? (
          <SubFolder key={path} runId={runId} folder={path} name={name} chosen={chosen} onPath={onPath} />
        ) : (
          <li key={path}>
            <button
              type="button"
              aria-current={path === chosen ? "true" : undefined}
              onClick={() => onPath(path)}
              className={row}
            >
              <File className="size-4 shrink-0 text-muted" aria-hidden />
              <span className="min-w-0 flex-1 truncate" title={visible(name)}>
                <Name>{name}</Name>
              </span>
              {size !== null && <span className="text-xs text-muted tabular-nums">{formatBytes(size)}</span>}
            </button>
          </li>
        ),
      )}
    </ul>
  );
}

function SubFolder({ name, ...rest }: Props & { name: string }) {
  // The way to a file that the URL names stands open.
  const [open, setOpen] = useState(rest.chosen.startsWith(`${rest.folder}/`));
  const Mark = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className={row}>
        <Mark className="size-4 shrink-0 text-muted" aria-hidden />
        <span className="min-w-0 flex-1 truncate" title={visible(name)}>
          <Name>{name}</Name>
        </span>
      </button>
      {open && <Folder {...rest} />}
    </li>
  );
}
