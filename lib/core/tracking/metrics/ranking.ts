/** Where a metric stands among those that judge a run, 0 first: it is judged by what is said on data it has not seen. */
export const judgingRank = (key: string): number =>
  /^(test|eval)[_/.]/.test(key) ? 0 : /^val(id|idation)?[_/.]/.test(key) ? 1 : 2;

/** Metrics first that have a course worth a line: validation, then losses; system metrics last. */
export function byInterest(metrics: readonly string[]): string[] {
  const rank = (key: string) =>
    key.startsWith("system/") ? 3 : judgingRank(key) === 1 ? 0 : /loss|error/.test(key) ? 1 : 2;
  return metrics.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** What judges a run, its last values on unseen data, before the rest; otherwise the order stays. */
export const judgesFirst = <T extends { label: string }>(quantities: readonly T[]): T[] => {
  const rank = ({ label }: T) => (judgingRank(label) < 2 ? 0 : 1);
  return quantities.toSorted((a, b) => rank(a) - rank(b));
};
