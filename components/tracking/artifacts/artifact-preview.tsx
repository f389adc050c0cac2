"use client";
import { useQuery } from "@tanstack/react-query";
import Image from "next/image";
import { Nothing } from "@/components/tracking/runs/page/key-tables";
import { fileUrl, type Preview, previewQuery } from "@/components/tracking/runs/page/queries";
import { RegisterFolder } from "@/components/tracking/runs/page/run-models";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-styles";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { layOutJson } from "@/lib/core/json/lay-out-json";
import { formatBytes } from "@/lib/core/numbers/format-bytes";
import { CsvTable } from "./csv-table";

/** One file: its name and size, a door to download it, and what can safely be shown of it. */
export function ArtifactPreview({ runId, path }: { runId: string; path: string }) {
  const { data, error, refetch } = useQuery(previewQuery(runId, path));
  if (error) return <ErrorState what={`The file ${path}`} error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading what="the file" />;
  return (
    <section aria-label={path} className="flex min-w-0 flex-col gap-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <h2 className="min-w-0 truncate font-mono text-sm" title={path}>
          {path}
        </h2>
        <span className="text-muted tabular-nums">{formatBytes(data.size)}</span>
        {data.containsPickle && <Badge tone="warning">Contains pickle</Badge>}
        <a href={fileUrl(runId, path)} download className={buttonClass({ size: "sm" })}>
          Download
        </a>
        <RegisterFolder runId={runId} path={path} />
      </div>
      {data.containsPickle && (
        <p className="max-w-[72ch] text-sm text-muted">
          Loading a pickle runs the code in it. Load it only when you know who wrote it.
        </p>
      )}
      <Shown runId={runId} preview={data} />
      {data.truncated && data.text !== null && (
        <p className="text-sm text-muted">The first 256 KB are shown; the download has everything.</p>
      )}
    </section>
  );
}

function Shown({ runId, preview: { kind, path, name, text, size } }: { runId: string; preview: Preview }) {
  if (kind === "image")
    return (
      // Our own store answers with the bytes as they are: any size, nothing to be made smaller.
      <Image
        unoptimized
        width={0}
        height={0}
        src={fileUrl(runId, path, true)}
        alt={name}
        className="h-auto max-h-[70dvh] w-auto max-w-full self-start border border-hairline object-contain"
      />
    );
  if (kind === "too-large") return <Nothing>This picture is too large to be shown here.</Nothing>;
  if (size === 0) return <Nothing>This file is empty.</Nothing>;
  if (text === null) return <Nothing>This file is not text: it can be downloaded, not shown.</Nothing>;
  if (kind === "csv") return <CsvTable text={text} tabs={/\.tsv$/i.test(name)} label={name} />;
  return <CodeBlock code={kind === "json" ? laidOut(text) : text} wrap />;
}

/** What is no JSON (the file was cut) stays as it is; so does what its writer has laid out. */
function laidOut(text: string): string {
  if (text.trim().includes("\n")) return text;
  try {
    return layOutJson(text);
  } catch {
    return text;
  }
}
