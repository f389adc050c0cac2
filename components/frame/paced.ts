/**
 * Does the work once for all the calls of a while: `ms` after the first of them, so the last of a burst is never left out.
 * `cancel` forgets a call that waits.
 */
export function paced(ms: number, work: () => void): { call(): void; cancel(): void } {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return {
    call() {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        work();
      }, ms);
    },
    cancel() {
      clearTimeout(waiting);
      waiting = undefined;
    },
  };
}
