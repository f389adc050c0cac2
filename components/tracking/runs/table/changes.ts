import type { LiveEvent } from "@/components/frame/live";

/** The rows that one question asks for again. */
export const mostAsked = 200;

/** What is to be asked now: everything, or some of the runs that stand there, and whether others wait for the next time. */
export type Asking = { everything: boolean; runs: string[]; more: boolean };

/** Keeps what has changed until it is asked again. */
export function collectChanges() {
  const changed = new Set<string>();
  let everything = false;
  return {
    /** True where the event concerns the table. */
    hear({ kind, subject }: LiveEvent): boolean {
      if (kind === "missed") everything = true;
      else if (kind === "run") changed.add(subject);
      else return false;
      return true;
    },
    /** Takes what can be asked at once; runs that do not stand there are forgotten. */
    take(shown: readonly string[]): Asking {
      const touched = [...new Set(shown)].filter((id) => changed.has(id));
      const asking = {
        everything,
        runs: everything ? [] : touched.slice(0, mostAsked),
        more: !everything && touched.length > mostAsked,
      };
      changed.clear();
      if (asking.more) for (const id of touched.slice(mostAsked)) changed.add(id);
      everything = false;
      return asking;
    },
    /** What was asked in vain waits again. */
    putBack(runs: readonly string[]): void {
      for (const id of runs) changed.add(id);
    },
  };
}
