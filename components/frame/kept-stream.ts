/** What becomes of one connection. `broke`: it connects again by itself; `refused`: it never will. */
export type Fate = { opened(): void; broke(): void; refused(): void };

type Keeper = {
  /** Starts a connection; gives back what ends it. */
  connect: (fate: Fate) => () => void;
  /** After a refusal: may it go on trying? */
  mayTry: () => Promise<boolean>;
  /** `gap`: the connection before was refused, so nobody knows what happened meanwhile. */
  onOpen: (gap: boolean) => void;
  onAway: () => void;
};

const longestMs = 30_000;

/** A second, then twice as long each time, up to half a minute; at random a half shorter, so that not all pages come at once. */
export const pauseMs = (refusals: number, random: number): number =>
  Math.min(longestMs, 1000 * 2 ** (refusals - 1)) * (1 - random / 2);

/**
 * Keeps a stream open until it is ended. A browser connects again by itself where a connection broke, and gives up for good
 * at any answer but 200: that is for us to try again. Gives back what ends it.
 */
export function keepStream({ connect, mayTry, onOpen, onAway }: Keeper): () => void {
  let refusals = 0;
  let over = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let disconnect = () => {};
  const start = () => {
    disconnect = connect({
      opened() {
        onOpen(refusals > 0);
        refusals = 0;
      },
      broke: onAway,
      refused() {
        if (over) return;
        onAway();
        refusals += 1;
        waiting = setTimeout(again, pauseMs(refusals, Math.random()));
      },
    });
  };
  const again = async () => {
    if ((await mayTry()) && !over) start();
  };
  start();
  return () => {
    over = true;
    clearTimeout(waiting);
    disconnect();
  };
}
