import { canonicalJson } from "@/lib/core/canonical-json";
import type { Evidence } from "./gates";
import type { Gate } from "./policy";

export type GateKind = Gate["kind"];
export type GateOf<K extends GateKind> = Extract<Gate, { kind: K }>;

/** A metric's last value, with where it was logged. */
export type Seen = { value: number; evidence: Evidence };
export type Metrics = ReadonlyMap<string, Seen>;
/** `apart`: it is here, but the version's files are not its own; in a sentence, whose they are. */
export type Run = "found" | "trashed" | "unknown" | "none" | { apart: string };
type OfRun = { run: Run; metrics: Metrics };

/** What the version in Production is compared by. */
export type ProductionFacts = {
  version: number;
  /** What it was approved on; null where it entered before that was kept. */
  approved: Metrics | null;
  /** When that was read, where it had entered before: its run may have told other numbers then. */
  late: Date | null;
  /** What its run says today. */
  now: Metrics;
};

/** What each kind of gate looks at. */
export type FactsOf = {
  bound: OfRun;
  /** `production`: the version in Production; null where there is none. */
  production: OfRun & { production: ProductionFacts | null };
  tags: { tags: ReadonlySet<string> };
  card: { modelDescribed: boolean; versionDescribed: boolean };
  lineage: { run: Run; datasets: number; gitCommit: string | null };
};

/** A fact, or in a sentence why it could not be had. */
export type Fact<Known> = { known: Known } | { unknown: string };

/** All that gates look at, read beforehand: the same facts give the same answer. A kind that is left out was not looked for. */
export type Facts = { [K in GateKind]?: Fact<FactsOf[K]> };

/** What facts were gathered of: a version, for the gates of one policy and stage. */
export type Subject = { versionId: string; gates: readonly Gate[] };

/** Facts from outside the database, gathered before anything was locked. */
export type Outside = { subject: Subject; at: Date; facts: Facts };

/** How old a fact from outside may be when it is judged: longer than a transaction waits for its lock and is tried again. */
const oldestMs = 60_000;

/** The facts that were gathered of this subject, and lately. Those of another version, or for other gates, are none. */
export function factsNow(gathered: readonly Outside[], asked: Subject, now: Date): Facts {
  const found = gathered.find(
    ({ subject }) =>
      subject.versionId === asked.versionId && canonicalJson(subject.gates) === canonicalJson(asked.gates),
  );
  return found && Math.abs(now.getTime() - found.at.getTime()) <= oldestMs ? found.facts : {};
}
