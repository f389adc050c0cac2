export type Range = [from: number, to: number];

/** Data to pixels, or to shares of a length, along one axis, and back. Time is linear in its ms. */
export type Scale = { k: number; b: number; log: boolean; floor: number };

/** The second pair is where the ends of the range stand. */
export function scaleOver([from, to]: Range, [start, end]: Range, log = false): Scale {
  const [low, high] = log ? [Math.log(from), Math.log(to)] : [from, to];
  // Neighbouring numbers may have one logarithm: such a range is widened to what a double can still tell apart.
  const span = log ? Math.max(high - low, 1e-12 * Math.max(1, Math.abs(low))) : high - low;
  const k = (end - start) / span;
  return { k, b: start - low * k, log, floor: start };
}

/** What a logarithm has no place for stands at the low end. */
export const toPixel = ({ k, b, log, floor }: Scale, value: number): number =>
  log ? (value > 0 ? Math.log(value) * k + b : floor) : value * k + b;

/** The value that stands at a pixel: the inverse of `toPixel`. */
export const toValue = ({ k, b, log }: Scale, pixel: number): number =>
  log ? Math.exp((pixel - b) / k) : (pixel - b) / k;
