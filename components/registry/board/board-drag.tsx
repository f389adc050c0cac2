"use client";
import {
  type Announcements,
  DndContext,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { ReactNode } from "react";
import { CardShadow } from "@/components/registry/board/board-card";
import { cardId } from "@/components/registry/board/board-context";
import type { Card, Lane } from "@/lib/core/registry/board/board";
import { cardsOf } from "@/lib/core/registry/board/moves";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import { visible } from "@/lib/core/text/visible";

type Props = {
  lanes: readonly (Lane | null)[];
  dragged: Card | null;
  onDragged: (card: Card | null) => void;
  onMove: (card: Card, to: Stage) => void;
  children: ReactNode;
};

const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 120, tolerance: 8 } };
const stageIn = (id: UniqueIdentifier | undefined) =>
  stageNamed(
    String(id ?? "")
      .split("|")
      .at(-1) ?? "",
  );
const nameOf = (id: UniqueIdentifier) => {
  const [, model = "", version = ""] = /^(.*)\/(\d+)$/.exec(String(id)) ?? [];
  return `Version ${version} of ${visible(model)}`;
};

/** In words what a drag does; the move itself is told by the page. */
const announcements: Announcements = {
  onDragStart: ({ active }) => `${nameOf(active.id)} is picked up.`,
  onDragOver: ({ active, over }) => (over ? `${nameOf(active.id)} is over ${stageIn(over.id)}.` : undefined),
  onDragEnd: ({ active, over }) => (over ? undefined : `${nameOf(active.id)} stays where it was.`),
  onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
};
const accessibility = {
  announcements,
  screenReaderInstructions: { draggable: "Each card has a button to move it without dragging." },
  restoreFocus: false,
};

/** Drags cards by mouse or finger. Keys go by each card's menu, which does the same. */
export function BoardDrag({ lanes, dragged, onDragged, onMove, children }: Props) {
  const sensors = useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch));
  const find = (id: UniqueIdentifier) =>
    cardsOf({ lanes: lanes.flatMap((lane) => lane ?? []) }).find((card) => cardId(card) === id) ?? null;
  return (
    <DndContext
      id="board"
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={accessibility}
      onDragStart={({ active }) => onDragged(find(active.id))}
      onDragCancel={() => onDragged(null)}
      onDragEnd={({ over }) => {
        onDragged(null);
        const to = over ? stageIn(over.id) : undefined;
        if (dragged !== null && to !== undefined) onMove(dragged, to);
      }}
    >
      {children}
      <DragOverlay dropAnimation={null}>{dragged !== null && <CardShadow card={dragged} />}</DragOverlay>
    </DndContext>
  );
}
