export type LineLimits = {
  /** So many run at once, so many of one person. */
  all: number;
  each: number;
  /** So many of one person wait. */
  waiting: number;
};
type Waiter = { who: string; start: () => void };

/** Whoever wants to run stands in line: nobody runs more than their share, and of those who wait who runs least comes first. */
export function openLine({ all, each, waiting }: LineLimits) {
  const running = new Map<string, number>();
  const line: Waiter[] = [];
  const runs = (who: string) => running.get(who) ?? 0;
  const total = () => [...running.values()].reduce((sum, count) => sum + count, 0);

  function count(who: string, by: 1 | -1) {
    const left = runs(who) + by;
    if (left > 0) running.set(who, left);
    else running.delete(who);
  }

  function next() {
    while (total() < all) {
      const free = line.filter(({ who }) => runs(who) < each);
      const [first] = free.toSorted((a, b) => runs(a.who) - runs(b.who));
      if (!first) return;
      line.splice(line.indexOf(first), 1);
      count(first.who, 1);
      first.start();
    }
  }

  /**
   * Waits for `who`'s turn; call the result at the end, once. null: too many of theirs wait already, or `signal` aborted.
   */
  function enter(who: string, signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted || line.filter((one) => one.who === who).length >= waiting)
      return Promise.resolve(null);
    return new Promise((resolve) => {
      const leave = () => {
        line.splice(line.indexOf(waiter), 1);
        resolve(null);
      };
      const waiter: Waiter = {
        who,
        start() {
          signal.removeEventListener("abort", leave);
          resolve(() => {
            count(who, -1);
            next();
          });
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      line.push(waiter);
      next();
    });
  }

  return { enter, size: () => ({ running: total(), waiting: line.length }) };
}
export type Line = ReturnType<typeof openLine>;
