"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useLive } from "@/components/frame/live";
import { usePaced } from "@/components/frame/use-paced";
import { boardKey } from "@/components/registry/board/queries";
import { registryLive } from "@/components/registry/requests/queries";

const gather = { soonMs: 400, pauseMs: 0 };
const leave = { soonMs: 1_500, pauseMs: 0 };
const ownMs = 4_000;

/** Is somebody at a card (pointer, keyboard, drag), or is a menu or a dialog open? Then nothing may move. */
function isBusy(board: HTMLElement | null): boolean {
  // A toast calls itself a dialog too, within its region; nobody works in it.
  const popups = [...document.querySelectorAll("[role=menu], [role=dialog], [role=alertdialog]")];
  if (popups.some((popup) => popup.closest("[role=region]") === null)) return true;
  if (board === null) return false;
  const pointed =
    window.matchMedia("(hover: hover)").matches && board.querySelector("[data-card]:hover") !== null;
  return pointed || board.querySelector("[data-card]:has(:focus-visible), [data-dragging]") !== null;
}

/**
 * Keeps the board fresh in place. What others change while somebody is at a card is held back: `held` says how many changes
 * wait, `show` brings them; they come by themselves once the card is left. `updatedAt`: when the board was last read.
 */
export function useBoardLive(board: RefObject<HTMLElement | null>, updatedAt: number) {
  const client = useQueryClient();
  const [held, setHeld] = useState(0);
  const waiting = useRef(new Set<string>());
  const own = useRef(new Map<string, number>());

  function show(): Promise<void> {
    waiting.current.clear();
    setHeld(0);
    return client.invalidateQueries({ queryKey: boardKey });
  }
  const settle = () => {
    if (waiting.current.size === 0) return;
    if (isBusy(board.current)) setHeld(waiting.current.size);
    else return show();
  };
  const settleSoon = usePaced(gather, settle);
  const settleLater = usePaced(leave, settle);

  useLive(({ kind, subject }) => {
    if (kind !== "missed" && !(kind in registryLive)) return;
    // One's own act is read anew by whoever did it.
    if (kind === "model" && Date.now() - (own.current.get(subject) ?? 0) < ownMs) return;
    waiting.current.add(`${kind} ${subject}`);
    settleSoon();
  });

  // Whatever made the board be read again, it shows all that was waiting.
  // biome: `updatedAt` is what the effect waits for
  useEffect(() => {
    if (updatedAt === 0) return;
    waiting.current.clear();
    setHeld(0);
  }, [updatedAt]);

  const waits = held > 0;
  useEffect(() => {
    if (!waits) return;
    document.addEventListener("pointermove", settleLater);
    document.addEventListener("focusout", settleLater);
    return () => {
      document.removeEventListener("pointermove", settleLater);
      document.removeEventListener("focusout", settleLater);
    };
  }, [waits, settleLater]);

  return { held, show, onOwn: (model: string) => void own.current.set(model, Date.now()) };
}
