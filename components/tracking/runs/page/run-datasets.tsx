"use client";
import { CodeBlock } from "@/components/ui/code-block";
import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { Tag } from "@/components/ui/tag";
import type { Run } from "./queries";

/** What data the run used: name, digest, where it came from; schema and profile to open. */
export function RunDatasets({ datasets }: { datasets: Run["datasets"] }) {
  if (datasets.length === 0) return null;
  return (
    <Part title="Datasets">
      <ul className="flex flex-col gap-3 text-sm">
        {datasets.map(({ dataset, tags }) => (
          <li key={`${dataset.name} ${dataset.digest}`} className="flex min-w-0 flex-col gap-1">
            <div className="flex min-w-0 flex-wrap items-center gap-2">
              <span className="font-medium">
                <Name>{dataset.name}</Name>
              </span>
              <span className="font-mono text-muted">{dataset.digest}</span>
              {tags.map(({ key, value }) => (
                <Tag key={key} name={key === "mlflow.data.context" ? "context" : key} value={value} />
              ))}
            </div>
            <p className="truncate text-muted" title={dataset.source}>
              {dataset.sourceType}: <span className="font-mono">{dataset.source}</span>
            </p>
            <Details title="Schema" json={dataset.schema} />
            <Details title="Profile" json={dataset.profile} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Details({ title, json }: { title: string; json: string | null }) {
  if (json === null || json === "") return null;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-muted hover:text-text">{title}</summary>
      <CodeBlock code={laidOut(json)} title={title} wrap className="mt-1" />
    </details>
  );
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
