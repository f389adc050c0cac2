/** The chosen runs, and the list where they were chosen: the trash has other acts than the runs at work. */
export type Choice = { lifecycle: "active" | "deleted"; runs: ReadonlySet<string> };

export const noChoice = (lifecycle: Choice["lifecycle"]): Choice => ({ lifecycle, runs: new Set() });

/** The choice as it stands in a list: none of another list's runs is in it. */
export const choiceIn = (choice: Choice, lifecycle: Choice["lifecycle"]): Choice =>
  choice.lifecycle === lifecycle ? choice : noChoice(lifecycle);

/** With some runs more, or fewer. */
export function choose(choice: Choice, runs: readonly string[], on: boolean): Choice {
  const next = new Set(choice.runs);
  for (const run of runs) on ? next.add(run) : next.delete(run);
  return { ...choice, runs: next };
}
