import type { Table } from "@/lib/core/csv/print-csv";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { Range } from "./scale";

/** Times in epoch ms. */
export type StageMove = { version: number; from: string; to: string; at: number };
export type StageSpan = { stage: Stage; from: number; to: number };
/** `gone`: the version was deleted; its bars end where it left. */
export type StageRow = { version: number; gone: boolean; spans: readonly StageSpan[] };
export type StageTimeline = {
  rows: readonly StageRow[];
  range: Range;
  summary: string;
  footer: readonly string[];
  table: Table;
};

const most = 60;
const minute = 60_000;
const leastShare = 0.02;

/**
 * Where each version stood over time, the newest first: None from the day it was made, then as it was moved. Where nothing
 * has happened for long, the axis ends soon after the last move, so that an hour of work stays readable a year later.
 */
export function prepareStages(
  versions: readonly { number: number; createdAt: number }[],
  moves: readonly StageMove[],
  now: number,
  when: (at: number) => string,
): StageTimeline {
  const inOrder = moves.toSorted((a, b) => a.at - b.at);
  const events = [...versions.map(({ createdAt }) => createdAt), ...inOrder.map(({ at }) => at)];
  const first = events.length === 0 ? now : Math.min(...events);
  const last = events.length === 0 ? now : Math.max(...events);
  const active = last - first;
  // A page's clock may be behind what it has just heard of.
  const today = Math.max(now, last);
  const quiet = today - last > Math.max(active / 2, 10 * minute);
  const end = Math.max(quiet ? last + Math.max(active * 0.15, 2 * minute) : today, first + minute);

  // Room for the bar of what has just begun: it has a least width, and would stick out past the end.
  const room = Math.max(end, last + (end - first) * leastShare);

  const made = new Map(versions.map(({ number, createdAt }) => [number, createdAt]));
  const numbers = [...new Set([...made.keys(), ...inOrder.map(({ version }) => version)])];
  const all = numbers
    .toSorted((a, b) => b - a)
    .map((version): StageRow => {
      const own = inOrder.filter((move) => move.version === version);
      const gone = !made.has(version);
      return { version, gone, spans: spansOf(own, made.get(version), end) };
    });
  const rows = all.length <= most ? all : shortened(all);
  return {
    rows,
    range: [first, room],
    summary: summaryOf(all, when),
    footer: [
      `${when(first)} to ${when(quiet ? last : end)}`,
      ...(quiet ? [`nothing has moved since ${when(last)}: the bars go on as they end`] : []),
      ...(rows.length < all.length
        ? [`${rows.length} of ${all.length} versions, those that moved first`]
        : []),
      ...(all.some(({ gone }) => gone) ? ["deleted versions end where they left"] : []),
    ],
    table: {
      columns: ["Version", "Stage", "From (UTC)", "Until (UTC)"],
      rows: all.flatMap(({ version, gone, spans }) =>
        spans.map(({ stage, from, to }, index) => [
          `Version ${version}`,
          stage,
          utc(from),
          index === spans.length - 1 ? (gone ? "deleted" : "now") : utc(to),
        ]),
      ),
    },
  };
}

/** Without `created` the version is gone: what it was before its first move and after its last has no length that is known. */
function spansOf(own: readonly StageMove[], created: number | undefined, end: number): StageSpan[] {
  const moved = own.map(({ to, at }) => ({ stage: named(to), at }));
  if (created === undefined) return between(moved);
  const [first] = own;
  const start = { stage: named(first?.from ?? "None"), at: Math.min(created, first?.at ?? created) };
  return between([start, ...moved, { stage: "None", at: end }]);
}

const between = (points: readonly { stage: Stage; at: number }[]): StageSpan[] =>
  points.flatMap(({ stage, at }, index): StageSpan[] => {
    const next = points[index + 1];
    return next === undefined ? [] : [{ stage, from: at, to: next.at }];
  });

const named = (stage: string): Stage => stageNamed(stage) ?? "None";
const utc = (at: number) => new Date(at).toISOString().slice(0, 19).replace("T", " ");

/** Versions that were ever moved, and then the newest, in the order of the picture. */
function shortened(all: readonly StageRow[]): StageRow[] {
  const moved = all.filter(({ spans }) => spans.some(({ stage }) => stage !== "None"));
  const chosen = new Set([...moved, ...all].map(({ version }) => version));
  const kept = new Set([...chosen].slice(0, most));
  return all.filter(({ version }) => kept.has(version));
}

function summaryOf(rows: readonly StageRow[], when: (at: number) => string): string {
  if (rows.length === 0) return "There is no version yet.";
  const counted = rows.length === 1 ? "1 version" : `${rows.length} versions`;
  const standing = rows.flatMap(({ version, gone, spans }) => {
    const span = spans.at(-1);
    return gone || !span ? [] : [{ version, ...span }];
  });
  const now = standing.find(({ stage }) => stage === "Production");
  const before = rows.filter(({ spans }) => spans.some(({ stage }) => stage === "Production")).length;
  if (!now)
    return before === 0
      ? `${counted}; none has been in Production.`
      : `${counted}; none is in Production now, ${before === 1 ? "1 was" : `${before} were`}.`;
  return `${counted}; version ${now.version} has been in Production since ${when(now.from)}.`;
}

type Standing = { version: number; stage: string; since: number };

/** What stood where at a time, in sentences; `day` begins the first ("On 3 May"). */
export function standingWords(
  day: string,
  standing: readonly Standing[],
  when: (at: number) => string,
): string[] {
  if (standing.length === 0) return [`${day} there was no version yet.`];
  const at = (stage: Stage) => standing.filter((one) => one.stage === stage);
  const production = at("Production");
  return [
    ...(production.length === 0
      ? [`${day} nothing was in Production.`]
      : production.map(
          ({ version, since }) => `${day} version ${version} was in Production, since ${when(since)}.`,
        )),
    ...at("Staging").map(({ version, since }) => `Version ${version} was in Staging, since ${when(since)}.`),
  ];
}
