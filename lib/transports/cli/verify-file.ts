import { createHash } from "node:crypto";
import {
  type ExportLine,
  exportLine,
  type Fault,
  faultOf,
  faultOfBare,
  faultOfScope,
  firstPrevHash,
  type ScopeCount,
  type Seal,
  seals,
} from "@/lib/core/audit/chain";
import { Told } from "./words";

/** What a file's verification says. `withheld` records came without their body, `unproven` ones of them without a proof too. */
export type FileVerdict = {
  checked: number;
  withheld: number;
  unproven: number;
  /** Of which projects the file shows records, and of which it holds them back. */
  scopes: ScopeCount[];
  fault: Fault | null;
  last: { seq: number; hash: string };
};
type Options = { acceptUnproven?: boolean; onProgress?: (checked: number) => void };

/**
 * Verifies an exported trail, line by line, with nothing but SHA-256. That its end was not cut off only the head can tell:
 * compare `last` with what the page shows. That a whole project was not held back afterwards only its reader can: `scopes`
 * says what is there. Error: a line that is no record's.
 */
export async function verifyLines(
  lines: AsyncIterable<string>,
  { acceptUnproven = false, onProgress = () => undefined }: Options = {},
): Promise<FileVerdict> {
  let before = { seq: 0, at: "", hash: firstPrevHash, seal: 1 };
  let held: ExportLine | null = null;
  let checked = 0;
  let unproven = 0;
  const scopes = new Map<string, ScopeCount>();
  const judge = (line: ExportLine, next: ExportLine | null): Fault | null => {
    checked++;
    const { seq, at, hash } = line;
    const proof = proofOf(line);
    if (proof.scope !== null) count(scopes, proof.scope, line);
    if (proof.bare) unproven++;
    const linked = line.prevHash === before.hash;
    const followed = next === null ? null : next.prevHash === hash;
    const seal = proof.seal ?? before.seal;
    const fault =
      faultOf({ seq, at, sound: proof.bare || proof.seal !== null, seal, linked, followed }, before) ??
      (proof.bare && !(acceptUnproven && before.seal === 1) ? faultOfBare(seq, before.seal) : null) ??
      faultIn(scopes, proof.scope);
    before = { seq, at, hash, seal };
    if (checked % 10_000 === 0) onProgress(checked);
    return fault;
  };
  const verdict = (fault: Fault | null): FileVerdict => {
    const { seq, hash } = before;
    const all = [...scopes.values()];
    const withheld = all.reduce((sum, one) => sum + one.withheld, unproven);
    return { checked, withheld, unproven, scopes: all, fault, last: { seq, hash } };
  };
  let number = 0;
  for await (const text of lines) {
    number++;
    if (text.trim() === "") continue;
    const line = readLine(text, number);
    const fault = held === null ? null : judge(held, line);
    if (fault !== null) return verdict(fault);
    held = line;
  }
  return verdict(held === null ? null : judge(held, null));
}

/** `seal`: the one that fits the record's hash; null where none does. `bare`: nothing is there that one could fit. */
type Proof = { seal: Seal | null; scope: string | null; bare: boolean };

function proofOf(line: ExportLine): Proof {
  const { seq, at, body } = line;
  const scope = body === null ? line.scope : projectOf(body);
  const bodyHash = body === null ? line.bodyHash : createHash("sha256").update(body).digest("hex");
  if (scope === undefined || bodyHash === undefined) return { seal: null, scope: null, bare: true };
  const fits = (seal: Seal, words: string) => hashOf(seal, line.prevHash, words) === line.hash;
  // Shown lines do not say their seal: the hash does.
  const seal = fits(2, `${seq}\n${at}\n${scope}\n${bodyHash}`)
    ? 2
    : body !== null && fits(1, `${seq}\n${at}\n${body}`)
      ? 1
      : null;
  return { seal, scope, bare: false };
}

const hashOf = (seal: Seal, prevHash: string, words: string): string =>
  createHash("sha256").update(seals[seal]).update(Buffer.from(prevHash, "hex")).update(words).digest("hex");

/** The project that a body says it is of; empty where it says none. */
function projectOf(body: string): string {
  try {
    const { project } = JSON.parse(body);
    return typeof project === "string" ? project : "";
  } catch {
    return "";
  }
}

function count(scopes: Map<string, ScopeCount>, scope: string, { seq, body }: ExportLine): void {
  const known = scopes.get(scope) ?? { scope, shown: 0, withheld: 0, firstWithheld: null };
  if (body === null) {
    known.withheld++;
    known.firstWithheld ??= seq;
  } else known.shown++;
  scopes.set(scope, known);
}

function faultIn(scopes: ReadonlyMap<string, ScopeCount>, scope: string | null): Fault | null {
  const known = scope === null ? undefined : scopes.get(scope);
  return known === undefined ? null : faultOfScope(known);
}

function readLine(text: string, number: number): ExportLine {
  try {
    return exportLine.parse(JSON.parse(text));
  } catch {
    throw new Told(
      `Line ${number} is no record of an exported trail. Take the file as GET /api/audit/export?format=ndjson gave it.`,
    );
  }
}
