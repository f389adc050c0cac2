import { z } from "zod";
import { stages } from "@/lib/core/registry/stages";
import { assumedDirection } from "@/lib/core/tracking/metrics/direction";
import { asNumber } from "@/lib/core/tracking/runs/diff";
import { isSeed, rankOf } from "./telling";
import { bypassMark } from "./version";

/** What two versions are compared by, in the order in which it is shown. */
export const differenceKinds = [
  "metric",
  "param",
  "dataset",
  "artifact",
  "git",
  "tag",
  "run-tag",
  "description",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/**
 * How much a row says of the model, in the order in which it is shown: what gates judge, what was measured on data held back,
 * the rest; and aside, under a count, what the machine did and what training left behind.
 */
export const differenceRanks = ["gated", "held-back", "plain", "machine", "training"] as const;

const changes = ["changed", "added", "removed", "same"] as const;
const value = z.union([z.number(), z.string()]).nullable();

/** One thing that both versions may have. Of an artifact the values are its SHA-256, and its sizes in bytes stand beside. */
export const differenceRow = z.object({
  kind: z.enum(differenceKinds),
  key: z.string(),
  rank: z.enum(differenceRanks),
  change: z.enum(changes),
  /** null: the version before lacks it. */
  before: value,
  after: value,
  /** `after` less `before`, of sizes for artifacts; null where one of them is no finite number, and for seeds. */
  delta: z.number().nullable(),
  /** Which way it is better; null: nobody knows. */
  better: z.enum(["higher", "lower"]).nullable(),
  /** Who says so: the model's policy, or the metric's name alone. */
  betterBy: z.enum(["policy", "name"]).nullable(),
  sizes: z.object({ before: z.number().nullable(), after: z.number().nullable() }).nullable(),
});
export type DifferenceRow = z.infer<typeof differenceRow>;

const counts = z.object({ changed: z.number(), added: z.number(), removed: z.number(), same: z.number() });

/** What differs of one kind, with how much is alike. `leftOut`: rows beyond what an answer holds. */
export const differencePart = z.object({
  kind: z.enum(differenceKinds),
  rows: z.array(differenceRow),
  counts,
  leftOut: z.number(),
});
export type DifferencePart = z.infer<typeof differencePart>;

const side = z.object({
  version: z.number(),
  stage: z.enum(stages),
  bypass: bypassMark.nullable(),
  run: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Are its files in our store? Where not, artifacts cannot be compared. */
  stored: z.boolean(),
});

/** Two versions of a model laid side by side; `from` is null where there is nothing to compare with, and all is new. */
export const versionDifference = z.object({
  model: z.string(),
  from: side.nullable(),
  to: side,
  parts: z.array(differencePart),
  /** A page of the repository that shows what was committed between the two, where it can be said. */
  commitsUrl: z.string().nullable(),
});
export type VersionDifference = z.infer<typeof versionDifference>;

/** A thing with its value. `size` for artifacts alone. */
export type DifferenceEntry = { key: string; value: string | number; size?: number };
type Better = "higher" | "lower";

/** The rows of one kind, by rank and key, all of them. `better` is what the policy says of metrics: it judges these. */
export function differenceRows(
  kind: DifferenceKind,
  before: readonly DifferenceEntry[],
  after: readonly DifferenceEntry[],
  better: ReadonlyMap<string, Better> = new Map(),
): DifferenceRow[] {
  const left = new Map(before.map((entry) => [entry.key, entry]));
  const right = new Map(after.map((entry) => [entry.key, entry]));
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort((a, b) => (a < b ? -1 : 1));
  const rows = keys.map((key): DifferenceRow => {
    const [old, now] = [left.get(key), right.get(key)];
    const said = kind === "metric" ? (better.get(key) ?? null) : null;
    const assumed = kind === "metric" && said === null ? assumedDirection(key) : null;
    return {
      kind,
      key,
      rank: kind === "metric" && better.has(key) ? "gated" : rankOf(kind, key),
      change: changeOf(old, now),
      before: old?.value ?? null,
      after: now?.value ?? null,
      delta: kind === "param" && isSeed(key) ? null : deltaOf(kind, old, now),
      better: said ?? assumed,
      betterBy: said !== null ? "policy" : assumed !== null ? "name" : null,
      sizes: kind === "artifact" ? { before: old?.size ?? null, after: now?.size ?? null } : null,
    };
  });
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}

const placeOf = ({ rank }: Pick<DifferenceRow, "rank">) => differenceRanks.indexOf(rank);

/** It says nothing of the model by itself: shown under a count. */
export const isAside = ({ rank }: Pick<DifferenceRow, "rank">): boolean =>
  rank === "machine" || rank === "training";

function changeOf(
  old: DifferenceEntry | undefined,
  now: DifferenceEntry | undefined,
): DifferenceRow["change"] {
  if (old === undefined) return "added";
  if (now === undefined) return "removed";
  // NaN is as NaN was, and −0 is 0.
  return old.value === now.value || Object.is(old.value, now.value) ? "same" : "changed";
}

/** Only what is measured or set has a distance: the digits of a commit or a digest are none. */
function deltaOf(
  kind: DifferenceKind,
  old: DifferenceEntry | undefined,
  now: DifferenceEntry | undefined,
): number | null {
  if (kind === "artifact") return minus(now?.size, old?.size);
  return kind === "metric" || kind === "param" ? minus(now?.value, old?.value) : null;
}

function minus(now: string | number | undefined, old: string | number | undefined): number | null {
  const [left, right] = [numberOf(old), numberOf(now)];
  if (left === null || right === null) return null;
  const difference = right - left;
  return Number.isFinite(difference) ? difference : null;
}
const numberOf = (given: string | number | undefined) =>
  asNumber(given === undefined ? undefined : String(given));

/** A part of at most `most` rows, those that differ first to stay. `withSame`: those that are alike, too. */
export function differencePartOf(
  kind: DifferenceKind,
  rows: readonly DifferenceRow[],
  { most, withSame }: { most: number; withSame: boolean },
): DifferencePart {
  const count = (change: DifferenceRow["change"]) => rows.filter((row) => row.change === change).length;
  const wanted = rows.filter(({ change }) => withSame || change !== "same");
  const kept =
    wanted.length <= most ? wanted : wanted.toSorted((a, b) => lastOf(a) - lastOf(b)).slice(0, most);
  return {
    kind,
    rows: kept,
    counts: {
      changed: count("changed"),
      added: count("added"),
      removed: count("removed"),
      same: count("same"),
    },
    leftOut: wanted.length - kept.length,
  };
}

/** What differs stays where not all fits, and before that what does not stand aside. */
const lastOf = (row: DifferenceRow) => 2 * Number(row.change === "same") + Number(isAside(row));

/** Did it get better? null where nothing moved, or nobody knows which way is better. */
export function improves({ delta, better }: Pick<DifferenceRow, "delta" | "better">): boolean | null {
  if (delta === null || delta === 0 || better === null) return null;
  return delta > 0 === (better === "higher");
}

const hosts = /^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/;
const commit = /^[0-9a-f]{7,64}$/i;

/**
 * Where the code between two commits can be seen; null where the repository is on no host that is known to show it, or
 * either is no commit. Takes the address as git has it: https, or git@host:path.
 */
export function commitsBetween(repository: string, before: string, after: string): string | null {
  if (!commit.test(before) || !commit.test(after) || before === after) return null;
  const match = /^(?:https:\/\/(?:[^@/]*@)?|git@|ssh:\/\/git@)([^/:]+)[/:]([\w./-]+?)(?:\.git)?\/?$/.exec(
    repository.trim(),
  );
  const [, host = "", path = ""] = match ?? [];
  if (!hosts.test(host) || path.split("/").includes("..")) return null;
  const gitlab = host === "gitlab.com" ? "/-" : "";
  return host === "bitbucket.org"
    ? `https://${host}/${path}/branches/compare/${after}%0D${before}`
    : `https://${host}/${path}${gitlab}/compare/${before}...${after}`;
}
