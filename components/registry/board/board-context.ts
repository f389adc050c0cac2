"use client";
import { createContext, useContext } from "react";
import type { BoardModel, Card } from "@/lib/core/registry/board/board";
import type { Stage } from "@/lib/core/registry/stages";

/** What every card and column of the board needs to know. */
export type BoardActs = {
  /** Viewers see the same board, without handles. */
  mayMove: boolean;
  models: ReadonlyMap<string, BoardModel>;
  /** All models in one set of columns: then a card says whose it is. */
  together: boolean;
  /** The card that is being dragged. */
  dragged: Card | null;
  /** Moves it, or opens the request for it. */
  onMove: (card: Card, to: Stage) => void;
  onMore: (model: string | null, stage: Stage) => void;
};

export const BoardContext = createContext<BoardActs | null>(null);

export function useBoardActs(): BoardActs {
  const acts = useContext(BoardContext);
  if (acts === null) throw new Error("A card stands on a board.");
  return acts;
}

/** How a card is named in the page: for dragging, and for the keys to find it again. */
export const cardId = ({ model, version }: Pick<Card, "model" | "version">): string => `${model}/${version}`;
export const columnId = (model: string | null, stage: Stage): string => `${model ?? ""}|${stage}`;
