import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Num } from "@/components/ui/num";
import { Part } from "@/components/ui/part";
import { RunStatus } from "@/components/ui/run-status";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Described } from "./queries";

type Run = NonNullable<Described["sourceRun"]>;

/** The run that made the version, with its data, code, metrics and params. */
export function SourceRun({ run, runId }: { run: Run | null; runId: string | null }) {
  if (run === null)
    return (
      <Part title="Source run">
        <p className="text-base text-muted">
          {runId === null ? (
            "No run was named when this version was made."
          ) : (
            <>
              Run <span className="font-mono wrap-anywhere">{runId}</span> is elsewhere: this server does not
              have it, so its data, code and metrics cannot be shown, and gates that look at them say
              “unknown”.
            </>
          )}
        </p>
      </Part>
    );
  return (
    <>
      <Part title="Source run">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <Link href={`/runs/${run.id}`} className="link">
            <Name>{run.name}</Name>
          </Link>
          <RunStatus status={run.status} />
          <span className="text-muted">
            in{" "}
            <Link href={`/experiments/${run.experimentId}`} className="link">
              {run.experimentName}
            </Link>
          </span>
          {run.lifecycleStage === "deleted" && <span className="text-warning">in the trash</span>}
        </p>
        {(run.gitCommit !== null || run.entryPoint !== null) && (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1 text-sm">
            <Code name="Git commit" value={run.gitCommit} />
            <Code name="Source" value={run.entryPoint} />
          </dl>
        )}
      </Part>
      <Part title="Data of its run">
        {run.datasets.length === 0 ? (
          <p className="text-base text-muted">The run logged no dataset.</p>
        ) : (
          <ul className="flex flex-col gap-1 text-sm">
            {run.datasets.map(({ name, digest, context, source }) => (
              <li key={`${name} ${digest}`} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <span className="font-medium">
                  <Name>{name}</Name>
                </span>
                <span className="font-mono text-muted">{digest}</span>
                {context !== null && <span className="text-muted">for {context}</span>}
                <span className="min-w-0 basis-full truncate font-mono text-xs text-muted" title={source}>
                  {source}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      {run.metrics.length > 0 && (
        <Part title="Metrics of its run">
          <Values head="Metric" rows={run.metrics} />
        </Part>
      )}
      {run.params.length > 0 && (
        <Part title="Params of its run">
          <Values head="Param" rows={run.params} />
        </Part>
      )}
    </>
  );
}

function Code({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div className="contents">
      <dt className="text-muted">
        <Name>{name}</Name>
      </dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono" title={value}>
          {value}
        </span>
        <CopyButton text={value} what={name.toLowerCase()} />
      </dd>
    </div>
  );
}

function Values({ head, rows }: { head: string; rows: readonly { key: string; value: number | string }[] }) {
  const numeric = head === "Metric";
  return (
    <TableFrame label={`${head}s of its run`} className="max-h-96">
      <Table density="compact">
        <THead>
          <tr>
            <Th>{head}</Th>
            <Th numeric={numeric}>Value</Th>
          </tr>
        </THead>
        <TBody>
          {rows.map(({ key, value }) => (
            <Tr key={key}>
              <Td th>
                <Name>{key}</Name>
              </Td>
              <Td numeric={numeric} className="max-w-80 truncate">
                {numeric ? <Num value={value} /> : <span className="font-mono">{value}</span>}
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}
