import { explain } from "@/components/frame/api-error";

/** The API takes so many runs at once. */
export const mostAtOnce = 1000;

/**
 * Sends any number of runs, a part after the other. `onProgress` hears in words how far it is where there are several parts,
 * and null at the end. Throws what the first part's failure was; later on, also how many runs are done already.
 */
export async function inParts(
  runs: readonly string[],
  send: (part: readonly string[]) => Promise<unknown>,
  onProgress: (words: string | null) => void,
): Promise<void> {
  const soFar = (done: number) => `${done} of ${runs.length} runs done`;
  let done = 0;
  try {
    while (done < runs.length) {
      if (runs.length > mostAtOnce) onProgress(soFar(done));
      await send(runs.slice(done, done + mostAtOnce));
      done = Math.min(done + mostAtOnce, runs.length);
    }
  } catch (error) {
    throw done === 0
      ? error
      : new Error(`${soFar(done)}, the others not: ${explain(error)}`, { cause: error });
  } finally {
    onProgress(null);
  }
}
