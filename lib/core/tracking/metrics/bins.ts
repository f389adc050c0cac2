/**
 * The bins of a view, as a power of two: the smallest width 2^shift with which [from, to] fits into `bins` bins that
 * start at multiples of the width. Aligned so, the same view always asks for the same bins, and zooming halves them.
 */
export function binShift(from: bigint, to: bigint, bins: number): number {
  // A range across zero never fits into one bin: two are the least then.
  const most = BigInt(from < 0n && to >= 0n ? Math.max(2, bins) : bins);
  let shift = 0n;
  while ((to >> shift) - (from >> shift) + 1n > most) shift++;
  return Number(shift);
}

/** Rounds to 4 significant digits of a range: a difference that the eye could see in it is never lost. */
export function rounder(lowest: number, highest: number): (value: number) => number {
  const span = highest - lowest;
  if (!(span > 0) || !Number.isFinite(span)) return (value) => value;
  const digits = 4 - Math.ceil(Math.log10(span));
  if (Math.abs(digits) > 15) return (value) => value;
  const factor = 10 ** Math.abs(digits);
  // Multiplying and dividing by a whole power of ten gives the nearest double of the short decimal.
  return digits >= 0
    ? (value) => finiteOr(Math.round(value * factor) / factor, value)
    : (value) => finiteOr(Math.round(value / factor) * factor, value);
}

const finiteOr = (rounded: number, value: number) => (Number.isFinite(rounded) ? rounded : value);
