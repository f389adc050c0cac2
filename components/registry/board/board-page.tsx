"use client";
import { useQueryStates } from "nuqs";
import { useEffect, useMemo, useRef, useState } from "react";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useAbility } from "@/components/frame/viewer-context";
import { BoardContext } from "@/components/registry/board/board-context";
import { BoardDrag } from "@/components/registry/board/board-drag";
import { BoardLanes } from "@/components/registry/board/board-lanes";
import { BoardToolbar } from "@/components/registry/board/board-toolbar";
import { EmptyBoard } from "@/components/registry/board/empty-board";
import { focusMoved } from "@/components/registry/board/focus-card";
import { Legend } from "@/components/registry/board/legend";
import { MoveQuestion } from "@/components/registry/board/move-question";
import { useBoard } from "@/components/registry/board/use-board";
import { useBoardLive } from "@/components/registry/board/use-board-live";
import { useMoves } from "@/components/registry/board/use-moves";
import { useTold } from "@/components/registry/board/use-told";
import { boardParsers, isFiltered } from "@/components/registry/board/view";
import { RequestDialog } from "@/components/registry/requests/request-dialog";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { RefreshFailed } from "@/components/ui/refresh-failed";
import { Loading } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { BoardModel, Card } from "@/lib/core/registry/board/board";
import type { Stage } from "@/lib/core/registry/stages";

const none: ReadonlyMap<string, BoardModel> = new Map();

/** Which version stands where, and what moves them. */
export function BoardPage() {
  const [view, setView] = useQueryStates(boardParsers);
  const { board, error, refetch, updatedAt, onSight, onMore } = useBoard(view);
  const [dragged, setDragged] = useState<Card | null>(null);
  const mayMove = useAbility("registry:write");
  const box = useRef<HTMLDivElement>(null);
  const { held, show, onOwn } = useBoardLive(box, updatedAt);
  const { told, say } = useTold(board?.lanes);
  const moving = useMoves({ say, onOwn, onMoved: (card) => focusMoved(box, card) });
  const { start, asking, closeAsking } = moving;

  const models = board?.models;
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  const acts = useMemo(() => {
    const known = models ?? none;
    const onMove = (card: Card, to: Stage) => latest.current(card, to, known.get(card.model)?.guarded ?? []);
    return { mayMove, models: known, together: view.by === "stage", dragged, onMove, onMore };
  }, [mayMove, models, view.by, dragged, onMore]);

  return (
    <>
      <PageHeader crumbs={[{ label: "Board" }]} />
      <PageBody fill flush>
        <VisuallyHidden>
          <span role="status">{told}</span>
        </VisuallyHidden>
        <BoardToolbar view={view} onView={setView} board={board} />
        {board !== undefined && <RefreshFailed what="The board" error={error} onRetry={refetch} />}
        {error && board === undefined ? (
          <div className="p-4">
            <ErrorState what="The board" error={error} onRetry={refetch} />
          </div>
        ) : board === undefined ? (
          <Loading what="the board" />
        ) : board.versions === 0 && !isFiltered(view) ? (
          <div className="min-h-0 flex-1 overflow-auto border-t border-hairline">
            <EmptyBoard />
          </div>
        ) : board.versions === 0 ? (
          <p className="flex flex-wrap items-center gap-3 border-t border-hairline p-4 text-base text-muted">
            {view.needsMe ? "Nothing here waits for you." : "No version matches."}
            <Button size="sm" onClick={() => setView({ search: null, stage: null, needsMe: null })}>
              Show the whole board
            </Button>
          </p>
        ) : (
          <>
            <BoardContext value={acts}>
              <BoardDrag lanes={board.lanes} dragged={dragged} onDragged={setDragged} onMove={acts.onMove}>
                {held > 0 && <Held count={held} onShow={show} />}
                <div ref={box} className="min-h-0 flex-1 overflow-auto border-t border-hairline pt-2">
                  <BoardLanes
                    key={view.by}
                    box={box}
                    lanes={board.lanes}
                    models={board.models}
                    onSight={onSight}
                    onShow={show}
                  />
                </div>
              </BoardDrag>
            </BoardContext>
            <Legend reads={!mayMove} />
          </>
        )}
      </PageBody>
      <MoveQuestion {...moving} />
      {asking !== null && (
        <RequestDialog
          model={asking.model}
          version={asking.version}
          to={asking.to}
          open
          onOpenChange={(open) => !open && closeAsking()}
          onDone={({ model }) => onOwn(model)}
        />
      )}
    </>
  );
}

/** Lies over the board, for what the pointer is on stays where it is. */
function Held({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className="pointer-events-none relative z-10 flex h-0 justify-center">
      <Button size="sm" onClick={onShow} className="pointer-events-auto mt-1 shadow-float">
        {count === 1 ? "1 change" : `${count} changes`} – show
      </Button>
    </div>
  );
}
