/** A version that entered Production, oldest first; `rollback`: put back by one. */
export type Entry = { version: number; rollback: boolean };

/**
 * The versions that a rollback can lead to, the nearest last: each that was in Production below the one that is there now. A
 * rollback takes back what was above the version it led to, so the next one does not lead to what was just taken back.
 */
export function wayBack(entries: readonly Entry[], current: number | null): number[] {
  const standing: number[] = [];
  for (const { version, rollback } of entries) {
    const at = standing.lastIndexOf(version);
    if (at >= 0) standing.splice(at, rollback ? standing.length - at : 1);
    standing.push(version);
  }
  return standing.filter((version) => version !== current);
}
