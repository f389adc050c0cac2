"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { useAct } from "@/components/frame/use-act";
import { boardKey } from "@/components/registry/board/queries";
import { modelsKey } from "@/components/registry/models/queries";
import { versionPath } from "@/components/registry/requests/queries";
import { toast } from "@/components/ui/toast";
import type { Board, Card } from "@/lib/core/registry/board/board";
import { dropOf, undoOf, withMove } from "@/lib/core/registry/board/moves";
import type { Stage } from "@/lib/core/registry/stages";
import { visible } from "@/lib/core/text/visible";

type Moved = { version: number; from: string; to: string }[];
type Asking = { model: string; version: number; to: Stage };

type Props = {
  say: (words: string) => void;
  onOwn: (model: string) => void;
  /** A card was moved away from under the focus. */
  onMoved: (card: Card) => void;
};

const undoSeconds = 10;
const named = ({ model, version }: Pick<Card, "model" | "version">) =>
  `Version ${version} of ${visible(model)}`;

/**
 * Moves cards. What the policy lets pass stands in its new place at once and can be taken back for some seconds; what it
 * guards becomes a question (`asking`). `say` tells those who listen; `onOwn` names a model that changes by one's own hand.
 */
export function useMoves({ say, onOwn, onMoved }: Props) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { send } = useAct([modelsKey]);

  async function transition(model: string, version: number, to: string): Promise<Moved> {
    onOwn(model);
    const path = `${versionPath(model, version)}/transitions`;
    return (await api<{ moved: Moved }>(path, { body: { to } })).moved;
  }

  async function move(card: Card, to: Stage): Promise<void> {
    await client.cancelQueries({ queryKey: boardKey });
    client.setQueriesData<Board>({ queryKey: boardKey }, (old) => old && withMove(old, card, to));
    requestAnimationFrame(() => onMoved(card));
    try {
      const moved = await transition(card.model, card.version, to);
      const words = `${named(card)} moved to ${to}.`;
      say(words);
      const pushed = moved.slice(0, -1).map(({ version }) => `Version ${version} was archived.`);
      const shown: string = toast.done(words, {
        ...(pushed.length > 0 ? { detail: pushed.join(" ") } : {}),
        seconds: undoSeconds,
        action: {
          label: "Undo",
          run: () => {
            toast.close(shown);
            void send(() => undo(card, moved));
          },
        },
      });
    } catch (error) {
      // The policy has changed since the board was read.
      if (error instanceof ApiError && error.code === "approval-required") setAsking({ ...card, to });
      else toast.failed(`${named(card)} did not move to ${to}.`, error);
    }
  }

  async function undo(card: Card, moved: Moved): Promise<void> {
    try {
      for (const { version, to } of undoOf(moved)) await transition(card.model, version, to);
      const words = `${named(card)} is back in ${card.stage}.`;
      say(words);
      toast.done(words);
    } catch (error) {
      toast.failed("The move could not be taken back.", error);
    }
  }

  function start(card: Card, to: Stage, guarded: readonly Stage[]): void {
    const drop = dropOf(card.stage, to, guarded);
    if (drop === "move") void send(() => move(card, to));
    if (drop === "request") setAsking({ model: card.model, version: card.version, to });
  }

  return { start, asking, closeAsking: () => setAsking(null) };
}
