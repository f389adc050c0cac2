import { StatusDot } from "./status-dot";

/** A run's status: a mark and its word. */
export function RunStatus({ status }: { status: string }) {
  switch (status) {
    case "RUNNING":
      return (
        <StatusDot tone="info" live>
          Running
        </StatusDot>
      );
    case "FINISHED":
      return <StatusDot tone="good">Finished</StatusDot>;
    case "FAILED":
      return (
        <StatusDot tone="bad" shape="square">
          Failed
        </StatusDot>
      );
    case "KILLED":
      return (
        <StatusDot tone="warning" shape="square">
          Killed
        </StatusDot>
      );
    default:
      return <StatusDot shape="ring">Scheduled</StatusDot>;
  }
}
