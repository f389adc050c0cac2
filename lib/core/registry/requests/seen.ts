import { z } from "zod";
import type { GateResult } from "@/lib/core/registry/policies/gates";

/** What whoever decides looks at, by name: "metric auc" → "0.81". Values are short: what is long stands as its beginning and hash. */
export const seenState = z.record(z.string(), z.string());
export type SeenState = z.infer<typeof seenState>;

/** One thing that is not what it was; null: it was not there, or is there no more. */
export const seenChange = z.object({
  what: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type SeenChange = z.infer<typeof seenChange>;

/** What differed when a request was last judged anew. `more`: how many differences are not told. */
export const evidenceChanged = z.object({
  at: z.coerce.date<Date | string>(),
  changes: z.array(seenChange),
  more: z.number(),
  /** The rounds of approvals that such changes ended so far: those approvals were given for something else. */
  ended: z.array(z.number()),
});
export type EvidenceChanged = z.infer<typeof evidenceChanged>;

const mostTold = 30;

/** What differs, verdicts first; told up to a number that one can read. */
export function changesOf(then: SeenState, now: SeenState): { changes: SeenChange[]; more: number } {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].toSorted();
  const all = names
    .map((what) => ({ what, from: then[what] ?? null, to: now[what] ?? null }))
    .filter(({ from, to }) => from !== to);
  const gate = ({ what }: SeenChange) => (what.startsWith("gate ") ? 0 : 1);
  const sorted = all.toSorted((a, b) => gate(a) - gate(b));
  return { changes: sorted.slice(0, mostTold), more: Math.max(0, all.length - mostTold) };
}

/** Does it take an approval away that was given before? What is merely logged besides does not: training goes on. */
export const endsApprovals = ({ what, from }: SeenChange): boolean =>
  from !== null || !what.startsWith("metric ");

/** "gate auc: passed, 0.81 at step 7 → failed, 0.4 at step 8" */
export const changeWords = ({ what, from, to }: SeenChange): string =>
  `${what}: ${from ?? "not there"} → ${to ?? "not there"}`;

/**
 * What a gate said, with all the numbers that it was judged by. What Production's run says by now is none of them: it is shown, and
 * whoever logs to that run stops nobody's approval.
 */
export function gateSeen({ result, observed, evidence, against }: GateResult): string {
  const saw = observed === null ? "" : `, ${observed}${evidence === null ? "" : ` at step ${evidence.step}`}`;
  if (against === null) return `${result}${saw}`;
  return `${result}${saw}, against ${against.value} of version ${against.version}`;
}

/** Each kind of thing up to a number; what is beyond stands together as one hash. */
export function listSeen(
  kind: string,
  entries: readonly (readonly [name: string, value: string])[],
  { most, hash }: { most: number; hash: (text: string) => string },
): SeenState {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const rest = sorted.slice(most);
  const told = sorted
    .slice(0, most)
    .map(([name, value]): [string, string] => [`${kind} ${name}`, shortSeen(value, hash)]);
  const beyond: [string, string][] =
    rest.length === 0
      ? []
      : [[`further ${kind}s`, `${rest.length}, SHA-256 ${hash(JSON.stringify(rest)).slice(0, 16)}`]];
  return Object.fromEntries([...told, ...beyond]);
}

const longest = 120;

export function shortSeen(value: string, hash: (text: string) => string): string {
  if (value.length <= longest) return value;
  const head = value.slice(0, longest - 40).replace(/[\ud800-\udbff]$/, "");
  return `${head}… (${value.length} characters, SHA-256 ${hash(value).slice(0, 16)})`;
}
