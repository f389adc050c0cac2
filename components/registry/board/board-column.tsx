"use client";
import { useDroppable } from "@dnd-kit/core";
import clsx from "clsx";
import { Lock } from "lucide-react";
import { useId } from "react";
import { BoardCard } from "@/components/registry/board/board-card";
import { cardId, columnId, useBoardActs } from "@/components/registry/board/board-context";
import { mostCards } from "@/components/registry/board/queries";
import { modelUrl } from "@/components/registry/models/queries";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Card, Lane } from "@/lib/core/registry/board/board";
import { dropOf } from "@/lib/core/registry/board/moves";
import type { Stage } from "@/lib/core/registry/stages";

type Props = { model: string | null; column: Lane["columns"][number]; place: string };

/** One stage of a lane: its newest cards, and how many there are. */
export function BoardColumn({ model, column: { stage, total, cards }, place }: Props) {
  const { models, dragged } = useBoardActs();
  const title = useId();
  const drop = dragged && (model === null || model === dragged.model) ? dropHere(dragged, stage) : "nothing";
  const { setNodeRef, isOver } = useDroppable({ id: columnId(model, stage), disabled: drop === "nothing" });
  const guarded = model !== null && models.get(model)?.guarded.includes(stage) === true;

  function dropHere(card: Card, to: Stage) {
    return dropOf(card.stage, to, models.get(card.model)?.guarded ?? []);
  }

  return (
    <div
      ref={setNodeRef}
      className={clsx(
        "flex min-w-0 flex-col gap-1.5 rounded-md p-1.5",
        drop === "nothing" ? "bg-sunken" : "bg-chosen -outline-offset-1 outline-accent",
        drop !== "nothing" && (isOver ? "outline-2 outline-solid" : "outline-1 outline-dashed"),
      )}
    >
      <h3 id={title} className="flex h-5 items-center gap-1.5 px-0.5 text-xs font-medium">
        <span className={stage === "Archived" ? "text-muted" : undefined}>{stage}</span>
        <span className="font-normal text-muted tabular-nums">{total}</span>
        {drop !== "nothing" ? (
          <span className="ml-auto font-normal text-accent">
            {drop === "move" ? "Move here" : "Ask for it"}
          </span>
        ) : (
          guarded && (
            <span className="ml-auto flex items-center gap-1 font-normal text-muted">
              <Lock className="size-3" aria-hidden />
              guarded
            </span>
          )
        )}
      </h3>
      {cards.length > 0 && (
        <ul aria-labelledby={title} className="flex min-w-0 flex-col gap-1.5">
          {cards.map((card, row) => (
            <BoardCard key={cardId(card)} card={card} place={`${place}.${row}`} />
          ))}
        </ul>
      )}
      {cards.length < total && <More model={model} stage={stage} shown={cards.length} total={total} />}
    </div>
  );
}

function More({
  model,
  stage,
  shown,
  total,
}: {
  model: string | null;
  stage: Stage;
  shown: number;
  total: number;
}) {
  const { onMore } = useBoardActs();
  return (
    <p className="flex flex-wrap items-center gap-x-2 px-0.5 text-xs text-muted tabular-nums">
      {shown} of {total}
      {shown < mostCards ? (
        <Button size="xs" variant="quiet" onClick={() => onMore(model, stage)}>
          Show more
          <VisuallyHidden>
            {" "}
            in {stage}
            {model === null ? "" : ` of ${model}`}
          </VisuallyHidden>
        </Button>
      ) : (
        model !== null && (
          <Link href={modelUrl(model)} className="link py-1">
            All versions
          </Link>
        )
      )}
    </p>
  );
}
