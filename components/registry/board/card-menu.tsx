"use client";
import { Lock } from "lucide-react";
import { useBoardActs } from "@/components/registry/board/board-context";
import { buttonClass } from "@/components/ui/button-styles";
import { Menu, MenuGroup, MenuItem } from "@/components/ui/menu";
import type { Card } from "@/lib/core/registry/board/board";
import { movesOf } from "@/lib/core/registry/board/moves";
import { visible } from "@/lib/core/text/visible";

/** Everything that dragging a card does, without dragging. */
export function CardMenu({ card }: { card: Card }) {
  const { models, onMove } = useBoardActs();
  const moves = movesOf(card.stage, models.get(card.model)?.guarded ?? []);
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          data-move
          aria-label={`Move version ${card.version} of ${visible(card.model)} to…`}
          className={buttonClass({ variant: "quiet", size: "xs" }, "-my-0.5 -mr-1 ml-auto text-muted")}
        >
          Move
        </button>
      }
    >
      <MenuGroup label="Move to">
        {moves.map(({ to, guarded }) => (
          <MenuItem
            key={to}
            onClick={() => onMove(card, to)}
            {...(guarded ? { icon: <Lock aria-hidden />, hint: "by request" } : {})}
          >
            {to}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}
