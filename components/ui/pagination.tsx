"use client";

const whole = new Intl.NumberFormat("en");

/** "3 of 412 runs match": the sentence over a filtered list. */
export function MatchCount({ shown, total, noun }: { shown: number; total: number; noun: string }) {
  return (
    <span role="status" className="text-sm whitespace-nowrap text-muted tabular-nums">
      {shown === total
        ? `${whole.format(total)} ${noun}`
        : `${whole.format(shown)} of ${whole.format(total)} ${noun} match`}
    </span>
  );
}
