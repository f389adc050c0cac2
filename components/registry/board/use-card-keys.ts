"use client";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import { type Shortcut, useShortcuts } from "@/components/frame/shortcuts";
import { useAbility } from "@/components/frame/viewer-context";
import { focusCard } from "@/components/registry/board/focus-card";
import { requestUrl } from "@/components/registry/requests/queries";
import { toast } from "@/components/ui/toast";
import type { Card, Lane } from "@/lib/core/registry/board/board";
import { type Direction, type Place, walk } from "@/lib/core/registry/board/walk";

const group = "Board";
const arrows: Record<string, Direction> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The card that has the focus, and where it stands. */
function here(): { element: HTMLElement; place: Place } | null {
  const element = document.activeElement?.closest<HTMLElement>("[data-card]") ?? null;
  const [lane, column, row] = (element?.dataset.place ?? "").split(".").map(Number);
  if (element === null || lane === undefined || column === undefined || row === undefined) return null;
  return { element, place: { lane, column, row } };
}

type Props = {
  board: RefObject<HTMLElement | null>;
  lanes: readonly (Lane | null)[];
  /** Brings a lane into sight, for those far away are not drawn. */
  toLane: (lane: number) => void;
  onShow: () => void;
};

/** The board without a mouse: steps from card to card, and what can be done with the one in hand. */
export function useCardKeys({ board, lanes, toLane, onShow }: Props) {
  const router = useRouter();
  const mayMove = useAbility("registry:write");
  const mayDecide = useAbility("decide");

  // Where one was: the card there may have gone.
  const last = useRef<Place | null>(null);

  function step(direction: Direction): void {
    const counts = lanes.map((lane) => lane?.columns.map(({ cards }) => cards.length) ?? []);
    const held = here()?.place ?? null;
    const next =
      walk(counts, held ?? last.current, direction) ?? (held ? null : walk(counts, null, direction));
    if (next === null) return;
    last.current = next;
    toLane(next.lane);
    focusCard(board, `[data-place="${next.lane}.${next.column}.${next.row}"]`);
  }
  const cardHere = (): Card | undefined => {
    const at = here()?.place;
    return at && lanes[at.lane]?.columns[at.column]?.cards[at.row];
  };
  function openRequest(): void {
    const card = cardHere();
    const request = card?.requests.find(({ waitsForMe }) => waitsForMe) ?? card?.requests[0];
    if (request) router.push(`${requestUrl(request.id)}#decision`);
    else toast.note(card ? `Version ${card.version} has no open request.` : "Go to a card first, with J.");
  }
  const openMenu = () => here()?.element.querySelector<HTMLElement>("[data-move]")?.click();

  const moves: Shortcut[] = [{ keys: "m", label: "Move the card to…", group, run: openMenu }];
  const decisions: Shortcut[] = [
    { keys: "a", label: "Approve: open its request", group, run: openRequest },
    { keys: "r", label: "Reject: open its request", group, run: openRequest },
  ];
  useShortcuts([
    { keys: "j", label: "Next card", group, palette: false, run: () => step("next") },
    { keys: "k", label: "Previous card", group, palette: false, run: () => step("previous") },
    { keys: "h", label: "Column to the left", group, palette: false, run: () => step("left") },
    { keys: "l", label: "Column to the right", group, palette: false, run: () => step("right") },
    ...(mayMove ? moves : []),
    ...(mayDecide ? decisions : []),
    { keys: ".", label: "Show what others changed", group, run: onShow },
  ]);

  const latest = useRef(step);
  useEffect(() => {
    latest.current = step;
  });
  // Arrows step too, from a card alone: elsewhere they scroll, and in a menu they are its own.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = arrows[event.key];
      const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
      if (direction === undefined || !plain || event.defaultPrevented || here() === null) return;
      event.preventDefault();
      latest.current(direction);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
