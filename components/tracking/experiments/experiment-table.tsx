"use client";
import { ExperimentMenu } from "@/components/tracking/experiments/experiment-menu";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { StatusDot } from "@/components/ui/status-dot";
import { type Sort, Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { visible } from "@/lib/core/text/visible";
import type { ExperimentView, ListedExperiment } from "./queries";

type Props = {
  experiments: readonly ListedExperiment[];
  view: ExperimentView;
  onView: (change: { sort: ExperimentView["sort"]; order: ExperimentView["order"] }) => void;
};

/** Name, runs, what runs now, last activity, note, tags. */
export function ExperimentTable({ experiments, view, onView }: Props) {
  const head = (key: ExperimentView["sort"]): { sort: Sort; onSort: () => void } => ({
    sort: view.sort !== key ? "none" : view.order === "asc" ? "ascending" : "descending",
    onSort: () => onView({ sort: key, order: view.sort === key && view.order === "desc" ? "asc" : "desc" }),
  });
  return (
    <TableFrame label="Experiments">
      <Table>
        <THead>
          <tr>
            <Th {...head("name")}>Name</Th>
            <Th numeric {...head("runs")}>
              Runs
            </Th>
            <Th>Now</Th>
            <Th {...head("activity")}>Last activity</Th>
            <Th {...head("created")}>Created</Th>
            <Th>Note and tags</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </THead>
        <TBody>
          {experiments.map((experiment) => (
            <Tr key={experiment.id} muted={experiment.lifecycleStage === "deleted"}>
              <Td th className="max-w-100">
                <Link
                  href={`/experiments/${experiment.id}`}
                  className="block truncate text-accent hover:underline"
                  title={visible(experiment.name)}
                >
                  <Name>{experiment.name}</Name>
                </Link>
              </Td>
              <Td numeric>{experiment.runs}</Td>
              <Td>
                {experiment.running > 0 ? (
                  <StatusDot tone="info" live>
                    {experiment.running} running
                  </StatusDot>
                ) : null}
              </Td>
              <Td>
                {experiment.lastActivityAt ? (
                  <Time value={experiment.lastActivityAt} />
                ) : (
                  <span className="text-muted">no runs yet</span>
                )}
              </Td>
              <Td>
                <Time value={experiment.createdAt} />
              </Td>
              <Td className="max-w-120">
                <span className="flex items-center gap-2 overflow-hidden">
                  {experiment.note !== null && (
                    <span className="truncate text-muted" title={experiment.note}>
                      {experiment.note}
                    </span>
                  )}
                  {experiment.tags
                    .filter(({ key }) => !/^(mlflow|slipway)\./.test(key))
                    .map(({ key, value }) => (
                      <Tag key={key} name={key} value={value} />
                    ))}
                </span>
              </Td>
              <Td className="w-8">
                <ExperimentMenu experiment={experiment} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}
