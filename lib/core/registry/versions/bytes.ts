/** What a move keeps of files that lie outside our store, where it keeps a digest of all others. */
export const elsewhere = "elsewhere";

/** What was kept of a version's files when it entered Production and when it left it; null: nothing was. */
export type KeptBytes = { entered: string | null; left: string | null };

/** Are a version's files still those of its last time in Production? `unknown`: nobody kept what they were. */
export const bytesVerdicts = ["same", "differ", "unknown", "elsewhere"] as const;
export type BytesVerdict = (typeof bytesVerdicts)[number];

/** `now`: the files' digest, or that they lie elsewhere. They are the same where they were so all along. */
export function compareBytes({ entered, left }: KeptBytes, now: string): BytesVerdict {
  if (entered === null) return now === elsewhere ? "elsewhere" : "unknown";
  if (entered !== now || (left !== null && left !== now)) return "differ";
  return now === elsewhere ? "elsewhere" : "same";
}

/** The verdict as a sentence; null where there is nothing to say. */
export function bytesWords(version: number, verdict: BytesVerdict): string | null {
  switch (verdict) {
    case "same":
      return null;
    case "differ":
      return `The files of version ${version} have changed since it entered Production.`;
    case "unknown":
      return `What the files of version ${version} were in Production was not kept, so nobody can say whether they have changed since.`;
    case "elsewhere":
      return `The files of version ${version} lie outside Slipway's store, so nobody can say whether they have changed since it entered Production.`;
  }
}

/** Nobody goes back to bytes that nobody can compare with those approved: one asks for the version, and it is judged as it is. */
export const leadsBack = (verdict: BytesVerdict): boolean => verdict === "same";
