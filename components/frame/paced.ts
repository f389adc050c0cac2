export type Pace = { soonMs: number; pauseMs: number };

/**
 * Does the work once for all the calls of a while: `soonMs` after the first of them, then again no earlier than `pauseMs`
 * after the last work had ended. No call is left out: one that comes while the work runs has it done once more. `cancel`
 * forgets a call that waits. What the work fails with is its own to tell.
 */
export function paced({ soonMs, pauseMs }: Pace, work: () => unknown): { call(): void; cancel(): void } {
  let waiting = false;
  let resting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin(): void {
    timer = undefined;
    waiting = false;
    resting = true;
    const rest = () => setTimeout(rested, pauseMs);
    void Promise.resolve().then(work).then(rest, rest);
  }
  function rested(): void {
    resting = false;
    if (waiting) begin();
  }
  return {
    call() {
      waiting = true;
      if (!resting) timer ??= setTimeout(begin, soonMs);
    },
    cancel() {
      waiting = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
