import type { Part, Row } from "./queries";

export const partTitles: Record<Part["kind"], string> = {
  metric: "Metrics",
  param: "Params",
  dataset: "Datasets",
  artifact: "Files",
  git: "Code",
  tag: "Tags of the version",
  "run-tag": "Tags of the run",
  description: "Description",
};

/** "3 changed, 1 new, 2 gone"; what is the same is counted apart. */
export function countWords({ changed, added, removed }: Part["counts"]): string {
  const words = [
    changed > 0 ? `${changed} changed` : "",
    added > 0 ? `${added} new` : "",
    removed > 0 ? `${removed} gone` : "",
  ].filter((word) => word !== "");
  return words.length === 0 ? "no difference" : words.join(", ");
}

/** What stands aside, in words: "12 of the machine, 3 of the training". */
export function asideWords(rows: readonly Pick<Row, "rank">[]): string {
  const count = (rank: Row["rank"]) => rows.filter((row) => row.rank === rank).length;
  const [machine, training] = [count("machine"), count("training")];
  return [
    ...(machine > 0 ? [`${machine} of the machine`] : []),
    ...(training > 0 ? [`${training} of the training`] : []),
  ].join(", ");
}

export const differs = ({ change }: Pick<Row, "change">): boolean => change !== "same";

/** How many differ, and how many are the same, over all parts. */
export function totals(parts: readonly Part[]): { different: number; same: number } {
  const sum = (count: (part: Part) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    different: sum(({ counts: { changed, added, removed } }) => changed + added + removed),
    same: sum(({ counts }) => counts.same),
  };
}
