"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { useAct } from "@/components/frame/use-act";
import { boardKey } from "@/components/registry/board/queries";
import { registryKeys, versionPath } from "@/components/registry/requests/queries";
import { staleWords } from "@/components/registry/versions/move-effect";
import { type MovePreview, movePreviewQuery } from "@/components/registry/versions/queries";
import { toast } from "@/components/ui/toast";
import type { Board, Card } from "@/lib/core/registry/board/board";
import { dropOf, undoOf, withMove } from "@/lib/core/registry/board/moves";
import type { Stage } from "@/lib/core/registry/stages";
import { visible } from "@/lib/core/text/visible";

type Moved = { version: number; from: string; to: string }[];
type Asking = { model: string; version: number; to: Stage };
/** `go`: what was held back until somebody says yes. */
type Warned = { card: Card; to: Stage; preview: MovePreview; go: () => Promise<void> };

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
 * guards becomes a question (`asking`), and so does what would make an open request stale, an undo too (`warned`). `say`
 * tells those who listen; `onOwn` names a model that changes by one's own hand.
 */
export function useMoves({ say, onOwn, onMoved }: Props) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [warned, setWarned] = useState<Warned | null>(null);
  const { send } = useAct(registryKeys);

  const previewOf = (model: string, version: number, to: string) =>
    client.fetchQuery(movePreviewQuery(model, version, to));

  /** Asks first where somebody's request would be lost by it. */
  async function begin(card: Card, to: Stage): Promise<void> {
    try {
      const preview = await previewOf(card.model, card.version, to);
      if (preview.stale.length === 0) return await move(card, to);
      setWarned({ card, to, preview, go: () => move(card, to, preview.stale) });
    } catch (error) {
      toast.failed(`${named(card)} did not move to ${to}.`, error);
    }
  }

  async function transition(model: string, version: number, to: string): Promise<Moved> {
    onOwn(model);
    const path = `${versionPath(model, version)}/transitions`;
    return (await api<{ moved: Moved }>(path, { body: { to } })).moved;
  }

  async function move(card: Card, to: Stage, stale: MovePreview["stale"] = []): Promise<void> {
    await client.cancelQueries({ queryKey: boardKey });
    client.setQueriesData<Board>({ queryKey: boardKey }, (old) => old && withMove(old, card, to));
    requestAnimationFrame(() => onMoved(card));
    try {
      const moved = await transition(card.model, card.version, to);
      const words = `${named(card)} moved to ${to}.`;
      say(words);
      const lost = staleWords(stale);
      const detail = [
        ...moved.slice(0, -1).map((other) => `Version ${other.version} was archived.`),
        ...(lost === null ? [] : [lost]),
      ];
      const shown: string = toast.done(words, {
        ...(detail.length > 0 ? { detail: detail.join(" ") } : {}),
        seconds: undoSeconds,
        action: {
          label: "Undo",
          run: () => {
            toast.close(shown);
            void send(() => beginUndo(card, moved));
          },
        },
      });
    } catch (error) {
      // The policy has changed since the board was read.
      if (error instanceof ApiError && error.code === "approval-required") setAsking({ ...card, to });
      else toast.failed(`${named(card)} did not move to ${to}.`, error);
    }
  }

  /** Somebody may have asked for something since. */
  async function beginUndo(card: Card, moved: Moved): Promise<void> {
    try {
      const steps = undoOf(moved);
      const previews = await Promise.all(steps.map(({ version, to }) => previewOf(card.model, version, to)));
      const [preview] = previews.slice(-1);
      const stale = new Map(previews.flatMap((one) => one.stale).map((request) => [request.id, request]));
      if (preview === undefined || stale.size === 0) return await undo(card, moved);
      const all = { ...preview, stale: [...stale.values()] };
      setWarned({ card, to: card.stage, preview: all, go: () => undo(card, moved) });
    } catch (error) {
      toast.failed("The move could not be taken back.", error);
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
    if (drop === "move") void send(() => begin(card, to));
    if (drop === "request") setAsking({ model: card.model, version: card.version, to });
  }

  return {
    start,
    asking,
    closeAsking: () => setAsking(null),
    warned,
    closeWarned: () => setWarned(null),
    moveWarned: ({ go }: Warned) => {
      setWarned(null);
      void send(go);
    },
  };
}
