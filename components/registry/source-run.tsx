import type { Described } from "@/components/registry/queries";
import { Part } from "@/components/tracking/run/part";
import { RunStatus } from "@/components/tracking/run-status";
import { Link } from "@/components/ui/link";
import { Num } from "@/components/ui/num";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";

/** The run that made the version, with its metrics and params. */
export function SourceRun({ run, runId }: { run: Described["sourceRun"]; runId: string | null }) {
  if (run === null)
    return (
      <Part title="Source run">
        <p className="text-base text-muted">
          {runId === null ? "No run was named when this version was made." : "The run is gone for good."}
        </p>
      </Part>
    );
  return (
    <>
      <Part title="Source run">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <Link href={`/runs/${run.id}`} className="link">
            {run.name}
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
              <Td th>{key}</Td>
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
