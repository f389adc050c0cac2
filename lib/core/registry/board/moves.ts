import { type Stage, stages } from "@/lib/core/registry/stages";
import type { Board, Card, Lane } from "./board";

/** Where a card may go from its stage. `guarded`: by a request, because it enters or leaves a stage that the policy guards. */
export const movesOf = (from: Stage, guarded: readonly Stage[]): { to: Stage; guarded: boolean }[] =>
  stages
    .filter((to) => to !== from)
    .map((to) => ({ to, guarded: guarded.includes(from) || guarded.includes(to) }));

/** What dropping a card there does. */
export function dropOf(from: Stage, to: Stage, guarded: readonly Stage[]): "nothing" | "move" | "request" {
  const move = movesOf(from, guarded).find((one) => one.to === to);
  if (move === undefined) return "nothing";
  return move.guarded ? "request" : "move";
}

type Moved = { version: number; from: string; to: string };

/**
 * What takes a move back: first what it pushed out of its stage (entering Production again, that archives the one that
 * came), then the one that was moved. `moved` as the transition answered, the asked one last.
 */
export function undoOf(moved: readonly Moved[]): { version: number; to: string }[] {
  const asked = moved.at(-1);
  if (asked === undefined) return [];
  const pushed = moved.slice(0, -1).map(({ version, from }) => ({ version, to: from }));
  const archivedAgain = pushed.some(({ to }) => to === "Production") && asked.from === "Archived";
  return archivedAgain ? pushed : [...pushed, { version: asked.version, to: asked.from }];
}

export const isSame = (a: Pick<Card, "model" | "version">, b: Pick<Card, "model" | "version">): boolean =>
  a.model === b.model && a.version === b.version;

/** A column's order: the newest version first. */
export const byAge = (
  a: Pick<Card, "createdAt" | "version">,
  b: Pick<Card, "createdAt" | "version">,
): number => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.version - a.version;

export const cardsOf = ({ lanes }: Pick<Board, "lanes">): Card[] =>
  lanes.flatMap(({ columns }) => columns.flatMap(({ cards }) => cards));

/** The board as it will be once the card stands in `to`, with the one that it pushes out of Production. */
export function withMove(board: Board, card: Card, to: Stage): Board {
  if (card.stage === to) return board;
  const pushed =
    to === "Production"
      ? cardsOf(board).find((one) => one.model === card.model && one.stage === "Production")
      : undefined;
  const lanes = board.lanes.map((lane) => {
    if (lane.model !== null && lane.model !== card.model) return lane;
    return place(pushed === undefined ? lane : place(lane, pushed, "Archived"), card, to);
  });
  return { ...board, lanes };
}

function place(lane: Lane, card: Card, to: Stage): Lane {
  const columns = lane.columns.map((column) => {
    const others = column.cards.filter((one) => !isSame(one, card));
    if (column.stage === card.stage) return { ...column, total: column.total - 1, cards: others };
    if (column.stage !== to) return column;
    return { ...column, total: column.total + 1, cards: [...others, { ...card, stage: to }].sort(byAge) };
  });
  return { ...lane, columns };
}

/** Which cards stand elsewhere than before, of those that both boards show. */
export function movedBetween(before: readonly Card[], after: readonly Card[]): Card[] {
  const was = new Map(before.map((card) => [`${card.model}/${card.version}`, card.stage]));
  return after.filter((card) => {
    const stage = was.get(`${card.model}/${card.version}`);
    return stage !== undefined && stage !== card.stage;
  });
}
