"use client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { RunStatus } from "@/components/ui/run-status";
import { kinQuery, parentOf } from "./kin";
import { type Run, runQuery } from "./queries";

const most = 20;

/** The run's parent and its children. */
export function RunKin({ run }: { run: Run }) {
  const parent = parentOf(run);
  const { data: above } = useQuery({
    ...runQuery(parent ?? ""),
    enabled: parent !== undefined,
    retry: false,
  });
  const { data: below } = useQuery(kinQuery(run.experimentId, run.id));
  const children = below?.items ?? [];
  return (
    <>
      {above && (
        <Part title="Parent">
          <RunLink run={above} />
        </Part>
      )}
      {below !== undefined && children.length > 0 && (
        <Part title={below.total === 1 ? "1 child" : `${below.total} children`}>
          <ul className="flex flex-col gap-1">
            {children.slice(0, most).map((child) => (
              <li key={child.id}>
                <RunLink run={child} />
              </li>
            ))}
          </ul>
          {below.total > most && (
            <p className="text-sm text-muted">
              The first {most} are listed; all stand under this run in{" "}
              <Link href={`/experiments/${run.experimentId}`} className="link">
                the experiment's table
              </Link>
              .
            </p>
          )}
        </Part>
      )}
    </>
  );
}

const RunLink = ({ run: { id, name, status } }: { run: { id: string; name: string; status: string } }) => (
  <span className="flex min-h-6 min-w-0 items-center gap-3 text-sm">
    <Link href={`/runs/${id}`} className="link truncate">
      <Name>{name}</Name>
    </Link>
    <RunStatus status={status} />
  </span>
);
