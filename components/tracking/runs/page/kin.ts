import { runsQuery } from "@/components/tracking/runs/queries";
import type { Run } from "./queries";

const mostCompared = 50;

/** A run's tag, undefined where it has none. */
export const tagOf = (run: Run, key: string): string | undefined =>
  run.tags.find((tag) => tag.key === key)?.value;
export const parentOf = (run: Run): string | undefined => tagOf(run, "mlflow.parentRunId");

/** The children of one run, oldest first. */
export const kinQuery = (experiment: string, parent: string) =>
  runsQuery(
    { experiment, filter: "", columns: [], sort: "start_time", order: "asc", lifecycle: "active", parent },
    0,
  );

/** The comparison of these runs, the first 50 of them. */
export const compareUrl = (runs: readonly string[]): string =>
  `/compare?runs=${runs.slice(0, mostCompared).join(",")}`;
