/** Spearman's rank correlation, ties by their mean rank; null under three points or where one side never changes. */
export function rankCorrelation(points: readonly { x: number; y: number }[]): number | null {
  if (points.length < 3) return null;
  const [a, b] = [ranks(points.map(({ x }) => x)), ranks(points.map(({ y }) => y))];
  const mean = (points.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((rank, index) => {
    const [left, right] = [rank - mean, (b[index] ?? mean) - mean];
    ab += left * right;
    aa += left * left;
    bb += right * right;
  });
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const out = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++;
    for (const index of order.slice(start, end)) out[index] = (start + 1 + end) / 2;
    start = end;
  }
  return out;
}
