"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import { BoardLane, WaitingLane } from "@/components/registry/board/board-lane";
import { useCardKeys } from "@/components/registry/board/use-card-keys";
import type { BoardModel, Lane } from "@/lib/core/registry/board/board";

type Props = {
  /** What scrolls. */
  box: RefObject<HTMLDivElement | null>;
  lanes: readonly (Lane | null)[];
  models: ReadonlyMap<string, BoardModel>;
  onSight: (first: number, last: number) => void;
  onShow: () => void;
};

const gap = 20;
// What a lane takes before it is measured: its title, and the highest of its columns.
const heightOf = (lane: Lane | null | undefined) =>
  70 + 96 * Math.max(1, ...(lane?.columns.map(({ cards }) => cards.length) ?? []));

/** Lanes by the hundred: only those in sight are drawn. */
export function BoardLanes({ box, lanes, models, onSight, onShow }: Props) {
  const virtual = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => heightOf(lanes[index]),
    getItemKey: (index) => lanes[index]?.model ?? `lane-${index}`,
    overscan: 3,
    gap,
    paddingStart: 4,
    paddingEnd: 16,
    initialRect: { width: 1200, height: 900 }, // what the server draws before it knows the window
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onSight(first, last), [first, last, onSight]);
  useCardKeys({
    board: box,
    lanes,
    toLane: (lane) => virtual.scrollToIndex(lane, { align: "auto" }),
    onShow,
  });
  return (
    <div className="relative mx-3 md:mx-4" style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start, key }) => {
        const lane = lanes[index];
        return (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className="absolute top-0 left-0 w-full"
            style={{ transform: `translateY(${start}px)` }}
          >
            {lane ? (
              <BoardLane lane={lane} model={models.get(lane.model ?? "")} index={index} />
            ) : (
              <WaitingLane />
            )}
          </div>
        );
      })}
    </div>
  );
}
