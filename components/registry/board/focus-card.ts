import type { RefObject } from "react";
import { cardId } from "@/components/registry/board/board-context";
import type { Card } from "@/lib/core/registry/board/board";

type Box = RefObject<HTMLElement | null>;
const tries = 20;

/** Focuses the card that `find` selects, and brings it into sight; what is not drawn yet is some frames later. */
export function focusCard(board: Box, find: string, left = tries): void {
  const link = board.current?.querySelector<HTMLElement>(`${find} [data-open]`);
  if (link) {
    link.focus();
    link.closest("[data-card]")?.scrollIntoView({ block: "nearest" });
  } else if (left > 0) requestAnimationFrame(() => focusCard(board, find, left - 1));
}

/** A card that moved by its menu takes the focus along: the button that had it went with its old place. */
export function focusMoved(board: Box, card: Pick<Card, "model" | "version">, left = tries): void {
  const active = document.activeElement;
  if (active === null || active === document.body)
    focusCard(board, `[data-card="${CSS.escape(cardId(card))}"]`);
  // the menu is still closing
  else if (left > 0 && active.closest("[role=menu]") !== null)
    requestAnimationFrame(() => focusMoved(board, card, left - 1));
}
