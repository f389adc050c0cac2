"use client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { Stage } from "@/components/ui/stage";
import { runVersionsQuery } from "./queries";

/** The versions made from the run; nothing where there are none. */
export function RunVersions({ runId }: { runId: string }) {
  const { data } = useQuery(runVersionsQuery(runId));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Part title="Versions made from it">
      <ul className="flex flex-col gap-1 text-sm">
        {data.items.map(({ model, number, stage }) => (
          <li key={`${model} ${number}`} className="flex min-h-6 items-center gap-2">
            <Link href={`/models/${encodeURIComponent(model)}/${number}`} className="link">
              <Name>{model}</Name>, version {number}
            </Link>
            <Stage stage={stage} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
