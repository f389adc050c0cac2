"use client";
import { useDraggable } from "@dnd-kit/core";
import clsx from "clsx";
import { GripVertical } from "lucide-react";
import { memo } from "react";
import { cardId, useBoardActs } from "@/components/registry/board/board-context";
import { Headline, Requests } from "@/components/registry/board/card-facts";
import { CardMenu } from "@/components/registry/board/card-menu";
import { modelUrl } from "@/components/registry/models/queries";
import { versionUrl } from "@/components/registry/versions/queries";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { readable } from "@/components/ui/number-format";
import { BypassMark } from "@/components/ui/standing";
import { Time } from "@/components/ui/time";
import type { BoardModel, Card } from "@/lib/core/registry/board/board";
import { visible } from "@/lib/core/text/visible";

const frame = "flex w-full min-w-0 flex-col gap-1 rounded-md border bg-surface px-2 py-1.5 text-sm";

/** A version on the board. It is dragged by mouse anywhere, by finger at its handle. `place`: "lane.column.row". */
export function BoardCard({ card, place }: { card: Card; place: string }) {
  const { mayMove, models, together } = useBoardActs();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: cardId(card), disabled: !mayMove });
  const { onTouchStart: _, ...byMouse } = listeners ?? {};
  const waits = card.requests.some(({ waitsForMe }) => waitsForMe);
  return (
    <li
      ref={setNodeRef}
      data-card={cardId(card)}
      data-place={place}
      {...(isDragging ? { "data-dragging": true } : {})}
      {...byMouse}
      className={clsx(
        frame,
        "scroll-my-12 focus-within:border-accent",
        waits ? "border-accent ring-1 ring-accent" : "border-hairline hover:border-control",
        isDragging && "opacity-40",
        mayMove && "cursor-grab",
      )}
    >
      <Face card={card} model={models.get(card.model)} together={together}>
        {mayMove && (
          <span
            aria-hidden
            {...listeners}
            className="-my-0.5 -ml-1 flex h-6 w-4 shrink-0 cursor-grab touch-none items-center text-control"
          >
            <GripVertical className="size-4" />
          </span>
        )}
      </Face>
    </li>
  );
}

/** What follows the pointer. */
export function CardShadow({ card }: { card: Card }) {
  const { models } = useBoardActs();
  const headline = models.get(card.model)?.headline;
  return (
    <div className={clsx(frame, "cursor-grabbing border-accent shadow-float")}>
      <span className="font-medium">Version {card.version}</span>
      <span className="truncate text-muted">
        <Name>{card.model}</Name>
        {headline && card.metric !== null ? `, ${headline.metric} ${readable(Number(card.metric))}` : ""}
      </span>
    </div>
  );
}

type FaceProps = { card: Card; model: BoardModel | undefined; together: boolean; children: React.ReactNode };

/** Drawn again only when the card changes, not with every step of a drag. */
const Face = memo(
  function Face({ card, model, together, children }: FaceProps) {
    const { model: name, version, run, createdAt, createdBy, aliases, requests, bypass } = card;
    return (
      <>
        {together && (
          <Link
            href={modelUrl(name)}
            draggable={false}
            className="link truncate text-xs"
            title={visible(name)}
          >
            <Name>{name}</Name>
          </Link>
        )}
        <div className="flex min-w-0 items-center gap-1.5">
          {children}
          <Link
            href={versionUrl(name, version)}
            data-open
            draggable={false}
            className="link shrink-0 py-0.5 font-medium"
          >
            Version {version}
          </Link>
          {aliases.slice(0, 2).map((alias) => (
            <Badge key={alias} tone="accent" className="min-w-0">
              <span className="truncate">@{alias}</span>
            </Badge>
          ))}
          {aliases.length > 2 && (
            <span className="text-xs text-muted" title={aliases.slice(2).join(", ")}>
              +{aliases.length - 2}
            </span>
          )}
          {model !== undefined && <MenuPlace card={card} />}
        </div>
        <Headline card={card} model={model} />
        <p className="flex min-w-0 gap-1.5 text-xs text-muted">
          {run !== null &&
            (run.name === null ? (
              <span>run is gone</span>
            ) : (
              <Link
                href={`/runs/${encodeURIComponent(run.id)}`}
                draggable={false}
                title={visible(run.name)}
                className="truncate py-0.5 underline decoration-hairline underline-offset-2 hover:text-text"
              >
                <Name>{run.name}</Name>
              </Link>
            ))}
          <span className="shrink-0 py-0.5">
            <Time value={createdAt} />
          </span>
          {createdBy !== null && <span className="truncate py-0.5">by {createdBy}</span>}
        </p>
        <Requests requests={requests} />
        {bypass !== null && (
          <p>
            <BypassMark bypass={bypass} />
          </p>
        )}
      </>
    );
  },
  (before, after) =>
    before.card === after.card && before.model === after.model && before.together === after.together,
);

function MenuPlace({ card }: { card: Card }) {
  const { mayMove } = useBoardActs();
  return mayMove ? <CardMenu card={card} /> : null;
}
