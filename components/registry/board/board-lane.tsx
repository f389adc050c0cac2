"use client";
import clsx from "clsx";
import { memo, useId } from "react";
import { BoardColumn } from "@/components/registry/board/board-column";
import { modelUrl } from "@/components/registry/models/queries";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Skeleton } from "@/components/ui/skeleton";
import type { BoardModel, Lane } from "@/lib/core/registry/board/board";

const widths = ["", "md:grid-cols-1", "md:grid-cols-2", "md:grid-cols-3", "md:grid-cols-4"];

type Props = { lane: Lane; model: BoardModel | undefined; index: number };

/** A model's versions in their stages; without a model, all models'. Columns lie one under the other on a phone. */
export const BoardLane = memo(function BoardLane({ lane, model, index }: Props) {
  const title = useId();
  const columns = (
    <div className={clsx("grid grid-cols-1 items-stretch gap-2", widths[lane.columns.length])}>
      {lane.columns.map((column, at) => (
        <BoardColumn key={column.stage} model={lane.model} column={column} place={`${index}.${at}`} />
      ))}
    </div>
  );
  if (lane.model === null)
    return (
      <section aria-labelledby={title}>
        <h2 id={title} className="sr-only">
          All models
        </h2>
        {columns}
      </section>
    );
  return (
    <section aria-labelledby={title} className="flex flex-col gap-1.5">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        <h2 id={title} className="min-w-0 truncate text-base">
          <Link href={modelUrl(lane.model)} className="link py-1">
            <Name>{lane.model}</Name>
          </Link>
        </h2>
        <p className="text-xs text-muted tabular-nums">
          {lane.versions === 1 ? "1 version" : `${lane.versions} versions`}
          {model?.owner != null && `, owned by ${model.owner}`}
        </p>
      </div>
      {columns}
    </section>
  );
});

/** The place of a lane that is being fetched. */
export function WaitingLane() {
  return (
    <div className="flex flex-col gap-3 py-2">
      <Skeleton className="w-48" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
